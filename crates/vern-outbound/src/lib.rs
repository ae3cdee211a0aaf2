//! The only opener of outgoing connections: e-mail over SMTP, text messages over an HTTP gateway, what is asked of identity providers, and certificates
//! from an authority, each behind one check of where it goes.
//!
//! Where a connection may go stands in the settings and nowhere else ([`Settings`]): no caller, no page and no answer of another server names a host.
//! A name is resolved once, every address it has is checked, and one of those is connected to ([`Egress`]). Nothing is sent before TLS stands.
//! Deliberately not here: what is sent to whom, whether it may be, and when it is tried again; and any log.

pub mod address;
mod certificate_authority;
mod egress;
mod error;
mod gateway;
mod host;
mod http;
pub mod identity_provider;
mod mail;
mod secret;
mod settings;
mod starttls;
mod stream;
mod way;

pub use certificate_authority::{
    CertificateAuthority, CertificateError, CertificateSettings, ExternalAccount, HandshakeProof,
    IssuedCertificate, KeptAccount,
};
pub use egress::{Egress, Resolve, Resolved, SystemResolver};
pub use error::OutboundError;
pub use gateway::{Gateway, GatewaySession, TextMessage};
pub use host::{Host, HostError};
pub use mail::{HEADERS_ALLOWED, Letter, MailServer, MailSession};
pub use secret::{Secret, SecretName, read_secret};
pub use settings::{
    Accepted, BodyTemplate, EmailSettings, FieldIs, GatewaySettings, HeaderTemplate, Login, Method,
    SenderSettings, Settings, SettingsError, TlsMode, Trust,
};
pub use way::{Carrier, CarrierSession, Outbound};
