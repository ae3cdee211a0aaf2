//! Altering the fields of a record that are named, and leaving the rest as it is. The gate is asked about what is named alone, so a role changes what it
//! sees without seeing, or wiping out, what it does not.
//!
//! Deliberately not here: the decision, which is that of any write (`put.rs`). What is held is opened only once it permits.

use vern_policy::Rules;

use super::body::{self, Body, CheckedFields};
use super::put::Held;
use super::{Extent, PutRequest};
use crate::access::Caller;
use crate::installation::Installation;
use crate::problem::Problem;

impl Installation {
    /// The whole record a permitted alteration of named fields comes to; none where the request is whole as it is.
    pub(super) fn merged(
        &self,
        caller: &Caller,
        rules: &Rules,
        held: &Held,
        request: &PutRequest,
    ) -> Result<Option<(PutRequest, CheckedFields)>, Problem> {
        let Extent::Named { removed } = &request.extent else { return Ok(None) };
        let (row, policy) = held.row.as_ref().ok_or(Problem::Unreadable)?;
        let key = held.data_key.map(|id| caller.controller.keyring.data(&id)).transpose()?.flatten();
        let key = key.ok_or(Problem::Unreadable)?;
        let Body { mut fields, mut origins } = body::open(&caller.controller, &key, row, policy)?;
        for id in removed.iter().chain(request.fields.keys()) {
            fields.remove(id);
            // Where the old value came from says nothing of the new one.
            origins.remove(id);
        }
        fields.extend(request.fields.iter().map(|(id, value)| (id.clone(), value.clone())));
        origins.extend(request.origins.iter().map(|(id, origin)| (id.clone(), *origin)));
        let whole = PutRequest { fields, origins, extent: Extent::Whole, ..request.clone() };
        let checked = body::check_fields(&caller.controller, rules, &whole)?;
        Ok(Some((whole, checked)))
    }
}
