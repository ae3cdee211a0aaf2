//! Why something was not sent. Holds no address, no text and nothing the other side said.

/// What went wrong on the way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum OutboundError {
    /// The settings do not name this host and port.
    #[error("the host is not in the settings")]
    HostNotListed,
    /// The name has no address.
    #[error("the name could not be resolved")]
    NotResolved,
    /// An address of the name is not one that connections are opened to.
    #[error("the address is not allowed")]
    AddressNotAllowed,
    /// Nobody answered.
    #[error("the server could not be reached")]
    Unreachable,
    /// An answer took too long.
    #[error("the server took too long")]
    TooSlow,
    /// The server does not offer TLS, so it is told nothing.
    #[error("the server does not offer TLS")]
    TlsNotOffered,
    /// The server did not prove who it is, or speaks no TLS we do.
    #[error("TLS failed")]
    TlsFailed,
    /// The server does not let us in.
    #[error("the login was refused")]
    LoginRefused,
    /// The answer is of no form we know, or is too large.
    #[error("the answer was not understood")]
    NotUnderstood,
    /// The server points elsewhere. That is never followed.
    #[error("the server points elsewhere")]
    Redirected,
    /// The server asks to be tried again.
    #[error("the server asks to be tried again later")]
    Later,
    /// The server says that this message will not be taken.
    #[error("the message was rejected")]
    Rejected,
    /// The message cannot be put in the form the channel has.
    #[error("the message is not of its form")]
    MessageForm,
}

impl OutboundError {
    /// Every one.
    pub const ALL: [Self; 13] = [
        Self::HostNotListed,
        Self::NotResolved,
        Self::AddressNotAllowed,
        Self::Unreachable,
        Self::TooSlow,
        Self::TlsNotOffered,
        Self::TlsFailed,
        Self::LoginRefused,
        Self::NotUnderstood,
        Self::Redirected,
        Self::Later,
        Self::Rejected,
        Self::MessageForm,
    ];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::HostNotListed => "outbound.host_not_listed",
            Self::NotResolved => "outbound.not_resolved",
            Self::AddressNotAllowed => "outbound.address_not_allowed",
            Self::Unreachable => "outbound.unreachable",
            Self::TooSlow => "outbound.too_slow",
            Self::TlsNotOffered => "outbound.tls_not_offered",
            Self::TlsFailed => "outbound.tls_failed",
            Self::LoginRefused => "outbound.login_refused",
            Self::NotUnderstood => "outbound.not_understood",
            Self::Redirected => "outbound.redirected",
            Self::Later => "outbound.later",
            Self::Rejected => "outbound.rejected",
            Self::MessageForm => "outbound.message_form",
        }
    }

    /// Whether trying this message again is of no use.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Rejected | Self::MessageForm)
    }
}
