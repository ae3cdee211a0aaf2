//! Suppliers: where data goes, as a map and as a table, each with those it uses itself.

use askama::Template;
use axum::extract::State;
use vern_app::document::catalogue::{CategoryRecipients, DataFlow, SupplierFacts};

use super::door::Staff;
use super::flow::{FlowMap, FlowWords, Node, draw};
use super::frame::{Frame, Room, frame_of};
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, show};

/// `/console/{language}/suppliers`.
pub(super) async fn read_suppliers(State(web): State<Web>, staff: Staff) -> Page {
    let problem = |problem| staff.problem(&problem);
    let (caller, language) = (&staff.session.caller, staff.language);
    let choices = web.installation.console_choices(caller, language).map_err(problem)?;
    let now = web.installation.now();
    let shelf = web.installation.shelf(&caller.controller).map_err(problem)?;
    let papers = shelf.papers(now);
    let flows = papers.data_flows(language, now);
    let categories = papers.recipients_by_category(language, now);
    let (chrome, frame) = frame_of(&web, &staff, &choices, Room::Suppliers, Some("/suppliers"))?;
    let said = ["console-flow-customers", "console-flow-not-stated", "supplier-owner"].map(|id| chrome.t(id));
    let [customers, not_stated, owner] = &said;
    let words = FlowWords { customers, not_stated, owner };
    let flows = flows.into_iter().map(|flow| (draw(&flow, &words), flow)).collect();
    show(language, SuppliersPage { chrome, frame, flows, categories }.render())
}

#[derive(Template)]
#[template(path = "console/suppliers.html")]
struct SuppliersPage {
    chrome: Chrome,
    frame: Frame,
    flows: Vec<(FlowMap, DataFlow)>,
    categories: Vec<CategoryRecipients>,
}

impl SuppliersPage {
    /// The activities a recipient gets data of, in one line.
    fn activities(&self, activities: &[String]) -> String {
        activities.join(", ")
    }

    fn title(&self, flow: &DataFlow) -> String {
        match &flow.controller {
            Some(controller) => self.chrome.t1("console-flow-own", "organisation", controller),
            None => self.chrome.t("console-flow-for-customers"),
        }
    }

    fn place(&self, supplier: &SupplierFacts) -> String {
        let name = supplier.place.name.clone().unwrap_or_else(|| self.chrome.t("console-flow-not-stated"));
        if supplier.place.is_third_country {
            self.chrome.t1("supplier-outside", "country", name)
        } else {
            name
        }
    }

    /// Who uses it, in words; none where the organisation itself does.
    fn user(&self, flow: &DataFlow, supplier: &SupplierFacts) -> Option<String> {
        let user = supplier.user.as_ref()?;
        let user = flow.suppliers.iter().find(|it| it.id == *user)?;
        Some(self.chrome.t1("console-used-by", "user", &user.name))
    }
}
