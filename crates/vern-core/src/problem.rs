//! The classes of problem a surface can answer with; each has one HTTP status and one process exit code.

/// What kind of problem, for the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemClass {
    /// The request itself is wrong; the same request will be refused again.
    Invalid,
    /// No credential, or one that does not open.
    Unauthenticated,
    /// Understood and refused by the gate.
    Denied,
    /// Not there, or not there for this actor.
    NotFound,
    /// Clashes with the present state; read again and retry.
    Conflict,
    /// The service can't answer just now; the same request may succeed later.
    Unavailable,
    /// A fault of ours. Details are in the log only.
    Internal,
}

impl ProblemClass {
    /// The HTTP status (RFC 9110).
    #[must_use]
    pub const fn http_status(self) -> u16 {
        match self {
            Self::Invalid => 422,
            Self::Unauthenticated => 401,
            Self::Denied => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::Unavailable => 503,
            Self::Internal => 500,
        }
    }

    /// The exit code of the command line (sysexits).
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Invalid | Self::Conflict => 65,
            Self::Unauthenticated | Self::Denied => 77,
            Self::NotFound => 66,
            Self::Unavailable => 75,
            Self::Internal => 70,
        }
    }
}
