//! What the settings make possible: for each organisation and channel the server that may be handed its messages, and who may say who someone is.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::certificate_authority::CertificateAuthority;
use crate::egress::{Egress, Resolve};
use crate::error::OutboundError;
use crate::gateway::{Gateway, GatewaySession};
use crate::identity_provider::{IdentityProvider, IdentityProviderSettings};
use crate::mail::{MailServer, MailSession};
use crate::secret::{SecretName, read_key, read_secret};
use crate::settings::{SenderSettings, Settings, SettingsError, Trust};

/// The way out of an installation.
pub struct Outbound {
    settings: Settings,
    egress: Egress,
    mail: Option<MailServer>,
    gateway: Option<Gateway>,
    identity_providers: BTreeMap<String, IdentityProvider>,
    certificate_authority: Option<CertificateAuthority>,
}

/// A server that may be handed messages.
#[derive(Debug, Clone, Copy)]
pub enum Carrier<'a> {
    /// A mail server.
    Mail(&'a MailServer),
    /// A gateway for text messages.
    Gateway(&'a Gateway),
}

/// An open connection to one.
pub enum CarrierSession<'a> {
    /// To a mail server.
    Mail(MailSession),
    /// To a gateway, for one message.
    Gateway(GatewaySession<'a>),
}

impl Outbound {
    /// Reads what the settings name: certificates to trust, secrets.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub fn open(settings: Settings, resolver: Arc<dyn Resolve>) -> Result<Self, SettingsError> {
        let trust = match &settings.trust {
            Some(file) => Trust::authorities(&std::fs::read(file).map_err(|_| SettingsError::Trust)?)?,
            None => Trust::machine(),
        };
        let directory = || -> Result<&Path, SettingsError> {
            settings.secrets.as_deref().ok_or(SettingsError::SecretMissing)
        };
        let secret = |name: &SecretName| read_secret(directory()?, name);
        let key = |name: &SecretName| read_key(directory()?, name);
        let egress = Egress::new(&settings, &trust, resolver)?;
        let mail = settings.email.as_ref().map(|email| {
            let password = email.login.as_ref().map(|login| secret(&login.password)).transpose()?;
            Ok(MailServer::new(email, password))
        });
        let gateway = settings.sms.as_ref().map(|sms| Gateway::new(sms, secret));
        let (mail, gateway) = (mail.transpose()?, gateway.transpose()?);
        let open = |(id, it): (&String, &IdentityProviderSettings)| {
            Ok((id.clone(), IdentityProvider::open(it, secret, key)?))
        };
        let providers = settings.identity_providers.iter().map(open);
        let identity_providers = providers.collect::<Result<_, SettingsError>>()?;
        let authority = settings.certificates.as_ref();
        let authority = authority.map(|it| CertificateAuthority::open(it, &egress, secret)).transpose()?;
        Ok(Self { settings, egress, mail, gateway, identity_providers, certificate_authority: authority })
    }

    /// The check every connection goes through.
    #[must_use]
    pub const fn egress(&self) -> &Egress {
        &self.egress
    }

    /// Where an organisation's e-mail is handed in, and how it is sent there; none where the settings do not say.
    #[must_use]
    pub fn email(&self, organisation: &str) -> Option<(Carrier<'_>, &SenderSettings)> {
        let sender = self.settings.email.as_ref()?.organisations.get(organisation)?;
        Some((Carrier::Mail(self.mail.as_ref()?), sender))
    }

    /// The same for its text messages.
    #[must_use]
    pub fn sms(&self, organisation: &str) -> Option<(Carrier<'_>, &SenderSettings)> {
        let sender = self.settings.sms.as_ref()?.organisations.get(organisation)?;
        Some((Carrier::Gateway(self.gateway.as_ref()?), sender))
    }

    /// Who issues the certificate this server shows; none where the settings do not say.
    #[must_use]
    pub const fn certificate_authority(&self) -> Option<&CertificateAuthority> {
        self.certificate_authority.as_ref()
    }

    /// A provider of identities by its name in the settings.
    #[must_use]
    pub fn identity_provider(&self, id: &str) -> Option<(&IdentityProvider, &IdentityProviderSettings)> {
        self.identity_providers.get(id).zip(self.settings.identity_providers.get(id))
    }

    /// What the settings say of each provider of identities, by name.
    pub fn identity_providers(&self) -> impl Iterator<Item = (&str, &IdentityProviderSettings)> {
        self.settings.identity_providers.iter().map(|(id, settings)| (id.as_str(), settings))
    }
}

impl<'a> Carrier<'a> {
    /// Opens a connection on which nothing about anyone has been said yet.
    ///
    /// # Errors
    /// As [`MailServer::open`] and [`Gateway::open`].
    pub async fn open(self, egress: &Egress) -> Result<CarrierSession<'a>, OutboundError> {
        match self {
            Self::Mail(server) => server.open(egress).await.map(CarrierSession::Mail),
            Self::Gateway(gateway) => gateway.open(egress).await.map(CarrierSession::Gateway),
        }
    }
}

impl CarrierSession<'_> {
    /// Takes leave.
    pub async fn close(self) {
        if let Self::Mail(mail) = self {
            mail.close().await;
        }
    }
}
