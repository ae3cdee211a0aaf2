//! The one check of where a connection goes: the host stands in the settings, every address its name has is checked, and one of those is connected to.
//!
//! The name is resolved once. What is connected to is the address that was checked, so a name that is given another address in between changes
//! nothing (DNS rebinding). A name with one address that is not allowed is refused whole: such a name is not the supplier's.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::address::{is_internal_or_public, is_public};
use crate::error::OutboundError;
use crate::host::Host;
use crate::settings::{Settings, SettingsError, Trust};

/// Addresses of one name that are looked at; more than these no server we send by has.
const ADDRESSES_MAX: usize = 16;
/// How long one step may take: to resolve, to connect, a handshake.
pub(crate) const STEP_MAX: Duration = Duration::from_secs(20);

/// Addresses a name has, once they are there.
pub type Resolved<'a> = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send + 'a>>;

/// Finds the addresses of a name.
pub trait Resolve: Send + Sync {
    /// Every address of a host.
    fn resolve<'a>(&'a self, host: &'a str, port: u16) -> Resolved<'a>;
}

/// The resolver of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemResolver;

impl Resolve for SystemResolver {
    fn resolve<'a>(&'a self, host: &'a str, port: u16) -> Resolved<'a> {
        Box::pin(async move { Ok(tokio::net::lookup_host((host, port)).await?.collect()) })
    }
}

/// A host and port that may be connected to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Allowed {
    host: Host,
    port: u16,
    is_internal: bool,
}

/// The way out.
#[derive(Clone)]
pub struct Egress {
    allowed: Vec<Allowed>,
    resolver: Arc<dyn Resolve>,
    tls: Arc<ClientConfig>,
}

impl Egress {
    /// What the settings allow: the hosts they send by, and no other.
    ///
    /// # Errors
    /// [`SettingsError::Trust`] where certificates to trust are of no form.
    pub fn new(
        settings: &Settings,
        trust: &Trust,
        resolver: Arc<dyn Resolve>,
    ) -> Result<Self, SettingsError> {
        let allowed = settings.destinations().map(|(host, port)| Allowed {
            is_internal: settings.is_internal(&host),
            host,
            port,
        });
        Ok(Self { allowed: allowed.collect(), resolver, tls: trust.client_config()? })
    }

    /// Opens a connection to a host of the settings.
    ///
    /// # Errors
    /// `HostNotListed`, `NotResolved`, `AddressNotAllowed`, `Unreachable`, `TooSlow`.
    pub(crate) async fn connect(&self, host: &Host, port: u16) -> Result<TcpStream, OutboundError> {
        let is_listed = |it: &&Allowed| it.host == *host && it.port == port;
        let allowed = self.allowed.iter().find(is_listed).ok_or(OutboundError::HostNotListed)?;
        let addresses = self.checked_addresses(allowed).await?;
        let mut last = OutboundError::NotResolved;
        for address in addresses {
            match within(STEP_MAX, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(_)) => last = OutboundError::Unreachable,
                Err(slow) => last = slow,
            }
        }
        Err(last)
    }

    async fn checked_addresses(&self, allowed: &Allowed) -> Result<Vec<SocketAddr>, OutboundError> {
        let found = match allowed.host.address() {
            Some(address) => vec![SocketAddr::new(address, allowed.port)],
            None => within(STEP_MAX, self.resolver.resolve(allowed.host.as_str(), allowed.port))
                .await?
                .map_err(|_| OutboundError::NotResolved)?,
        };
        let may_go_to = if allowed.is_internal { is_internal_or_public } else { is_public };
        // A resolver says addresses; the port is ours, whatever it says.
        let sound = |address: &SocketAddr| address.port() == allowed.port && may_go_to(address.ip());
        if found.is_empty() {
            Err(OutboundError::NotResolved)
        } else if found.len() > ADDRESSES_MAX || !found.iter().all(sound) {
            Err(OutboundError::AddressNotAllowed)
        } else {
            Ok(found)
        }
    }

    /// Speaks TLS on a connection with a server that proves it is this host.
    pub(crate) async fn secure(
        &self,
        stream: TcpStream,
        host: &Host,
    ) -> Result<TlsStream<TcpStream>, OutboundError> {
        let name = ServerName::try_from(host.as_str().to_owned()).map_err(|_| OutboundError::TlsFailed)?;
        let connector = TlsConnector::from(Arc::clone(&self.tls));
        within(STEP_MAX, connector.connect(name, stream)).await?.map_err(|_| OutboundError::TlsFailed)
    }
}

/// Waits for so long.
pub(crate) async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Result<T, OutboundError> {
    tokio::time::timeout(limit, work).await.map_err(|_| OutboundError::TooSlow)
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use proptest::prelude::*;
    use tokio::net::TcpListener;

    use super::*;

    /// Answers with one list after the other, then with the last for ever.
    struct Answers {
        lists: Vec<Vec<SocketAddr>>,
        asked: AtomicUsize,
    }

    impl Answers {
        fn of(lists: &[&[SocketAddr]]) -> Arc<Self> {
            Arc::new(Self { lists: lists.iter().map(|it| it.to_vec()).collect(), asked: AtomicUsize::new(0) })
        }
    }

    impl Resolve for Answers {
        fn resolve<'a>(&'a self, _host: &'a str, _port: u16) -> Resolved<'a> {
            let at = self.asked.fetch_add(1, Ordering::SeqCst).min(self.lists.len() - 1);
            let list = self.lists[at].clone();
            Box::pin(async move { Ok(list) })
        }
    }

    fn settings(host: &str, port: u16, internal: &str) -> Settings {
        let text = format!(
            "internal_hosts: [{internal}]\nemail: {{ host: '{host}', port: {port}, tls: implicit, hello: vern.example.no, organisations: {{}} }}"
        );
        Settings::parse(&text).unwrap()
    }

    fn egress(settings: &Settings, resolver: Arc<dyn Resolve>) -> Egress {
        Egress::new(settings, &Trust::nobody(), resolver).unwrap()
    }

    fn host(text: &str) -> Host {
        Host::parse(text).unwrap()
    }

    fn at(text: &str) -> SocketAddr {
        text.parse().unwrap()
    }

    #[tokio::test]
    async fn only_a_host_of_the_settings_is_connected_to_and_only_on_its_port() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let way = egress(
            &settings("mail.example.no", port, "mail.example.no"),
            Answers::of(&[&[listener.local_addr().unwrap()]]),
        );
        way.connect(&host("mail.example.no"), port).await.unwrap();
        for (other, port) in [("other.example.no", port), ("mail.example.no", port ^ 1), ("127.0.0.1", port)]
        {
            let refused = way.connect(&host(other), port).await.map(drop);
            assert_eq!(refused, Err(OutboundError::HostNotListed), "{other}");
        }
    }

    #[tokio::test]
    async fn a_name_with_one_address_that_is_not_allowed_is_refused_whole() {
        let public = at("8.8.8.8:465");
        for wrong in [
            "127.0.0.1:465",
            "10.0.0.1:465",
            "169.254.169.254:465",
            "[::1]:465",
            "[::ffff:10.0.0.1]:465",
            "[2002:a00:1::]:465",
            "8.8.8.8:25",
        ] {
            for list in [&[at(wrong)][..], &[public, at(wrong)], &[at(wrong), public]] {
                let way = egress(&settings("mail.example.no", 465, ""), Answers::of(&[list]));
                let refused = way.connect(&host("mail.example.no"), 465).await.map(drop);
                assert_eq!(refused, Err(OutboundError::AddressNotAllowed), "{list:?}");
            }
        }
        let many = vec![public; ADDRESSES_MAX + 1];
        let way = egress(&settings("mail.example.no", 465, ""), Answers::of(&[&many]));
        assert_eq!(
            way.connect(&host("mail.example.no"), 465).await.map(drop),
            Err(OutboundError::AddressNotAllowed)
        );
        let way = egress(&settings("mail.example.no", 465, ""), Answers::of(&[&[]]));
        assert_eq!(
            way.connect(&host("mail.example.no"), 465).await.map(drop),
            Err(OutboundError::NotResolved)
        );
    }

    #[tokio::test]
    async fn an_address_in_the_settings_is_judged_like_one_a_name_has() {
        for (address, is_internal) in
            [("127.0.0.1", false), ("169.254.169.254", true), ("10.1.1.1", false), ("::1", false)]
        {
            let internal = if is_internal { address } else { "" };
            let way = egress(&settings(address, 465, internal), Arc::new(SystemResolver));
            let refused = way.connect(&host(address), 465).await.map(drop);
            assert_eq!(refused, Err(OutboundError::AddressNotAllowed), "{address}");
        }
    }

    /// The name has one address when it is checked and another when it would be connected to: it is asked once, and what was checked is connected to.
    #[tokio::test]
    async fn a_name_that_changes_its_address_changes_nothing() {
        let meant = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = meant.local_addr().unwrap();
        let elsewhere = SocketAddr::new("127.0.0.2".parse::<IpAddr>().unwrap(), address.port());
        let _trap = TcpListener::bind(elsewhere).await.unwrap();
        let answers = Answers::of(&[&[address], &[elsewhere]]);
        let way = egress(&settings("mail.example.no", address.port(), "mail.example.no"), answers.clone());
        let stream = way.connect(&host("mail.example.no"), address.port()).await.unwrap();
        assert_eq!(stream.peer_addr().unwrap(), address);
        assert_eq!(answers.asked.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn the_next_address_is_tried_where_one_does_not_answer() {
        let answering = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = answering.local_addr().unwrap();
        let silent = SocketAddr::new("127.0.0.3".parse::<IpAddr>().unwrap(), address.port());
        let way = egress(
            &settings("mail.example.no", address.port(), "mail.example.no"),
            Answers::of(&[&[silent, address]]),
        );
        assert_eq!(
            way.connect(&host("mail.example.no"), address.port()).await.unwrap().peer_addr().unwrap(),
            address
        );
        let way = egress(
            &settings("mail.example.no", address.port(), "mail.example.no"),
            Answers::of(&[&[silent]]),
        );
        let refused = way.connect(&host("mail.example.no"), address.port()).await.map(drop);
        assert_eq!(refused, Err(OutboundError::Unreachable));
    }

    proptest! {
        /// Whatever a resolver says, nothing is connected to that is not public.
        #[test]
        fn whatever_a_resolver_says_no_other_address_is_let_through(
            v4 in proptest::collection::vec(any::<u32>(), 0..4), v6 in proptest::collection::vec(any::<u128>(), 0..4)
        ) {
            let v4 = v4.into_iter().map(|bits| IpAddr::from(std::net::Ipv4Addr::from_bits(bits)));
            let v6 = v6.into_iter().map(|bits| IpAddr::from(std::net::Ipv6Addr::from_bits(bits)));
            let list: Vec<_> = v4.chain(v6).map(|address| SocketAddr::new(address, 465)).collect();
            let way = egress(&settings("mail.example.no", 465, ""), Answers::of(&[&list]));
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
            let Some(allowed) = way.allowed.first() else { panic!("one host") };
            let checked = runtime.block_on(way.checked_addresses(allowed));
            match checked {
                Ok(found) => {
                    prop_assert_eq!(&found, &list);
                    prop_assert!(found.iter().all(|it| is_public(it.ip())));
                }
                Err(OutboundError::NotResolved) => prop_assert!(list.is_empty()),
                Err(error) => {
                    prop_assert_eq!(error, OutboundError::AddressNotAllowed);
                    prop_assert!(list.iter().any(|it| !is_public(it.ip())));
                }
            }
        }
    }
}
