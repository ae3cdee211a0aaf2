//! One question to one document in force: how often each code is a reason, and what is withheld.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use vern_core::decision::Code;
use vern_core::operation::{Act, RestrictionException};
use vern_core::origin::Origin;
use vern_core::period::Period;
use vern_core::place::{Area, Country};
use vern_core::time::Instant;
use vern_core::value::DataKind;
use vern_policy::charter::{
    Activity, ActivityRole, AgreementState, Charter, ConsentRule, DataType, DecisionGround, Grant, HeldBy,
    Places, Recipient, RetentionRule, Role, Supplier,
};
use vern_policy::{Fact, Narrowing, Placed};

use super::InForce;
use super::in_force::Stands;
use super::place::{breaks, carries, is_outside, stated, third_country};
use crate::sample::{Ask, DATA};

pub(super) struct Question<'a> {
    pub(super) in_force: &'a InForce,
    pub(super) charter: &'a Charter,
    pub(super) activity: &'a Activity,
    pub(super) ask: &'a Ask,
}

/// A link of a receiver's chain.
struct Link<'a> {
    receiver: &'a Supplier,
    supplier: &'a Supplier,
}

impl Link<'_> {
    fn is_receiver(&self) -> bool {
        self.receiver.id.value == self.supplier.id.value
    }
}

impl<'a> Question<'a> {
    /// How often a code is a reason: once at most, or once for each receiver, link or bound it is about.
    pub(super) fn times(&self, code: Code) -> usize {
        let once = |holds: bool| usize::from(holds);
        match code {
            Code::ActivityUndeclared => 0,
            Code::ActorNoGrant => once(!self.is_allowed()),
            Code::ActorAccessOver => once(self.ask.access_until.is_some_and(|until| self.ask.at >= until)),
            Code::ActorNoConfidentiality | Code::ActorTrainingDue => once(self.is_lacking(code)),
            Code::ActorReasonRequired | Code::ActorDataNotGranted | Code::ActorBeyondReach => {
                once(self.grant_is_not_enough(code))
            }
            Code::RecordUnknown => once(self.acts_on_a_record() && !self.record_is_known()),
            Code::SubjectUnknown => once(self.needs_subject() && self.ask.subject.is_none()),
            Code::OperationUndeclared => {
                once(!self.activity.operations.value.contains(&self.ask.act) && !self.is_retention_at_work())
            }
            Code::PurposeOpen => once(self.processes() && self.activity.purpose == Fact::Open),
            Code::BasisOpen => once(self.processes() && self.activity.basis.value == Fact::Open),
            Code::RetentionOpen => once(self.processes() && self.activity.retention.value == Fact::Open),
            Code::PurposeMismatch => {
                once(self.ask.record.as_ref().is_some_and(|(of, ..)| *of != self.ask.activity))
            }
            Code::CategoryUndeclared => once(self.processes() && self.names_a_category_beyond()),
            Code::SubjectRestricted | Code::ExceptionReasonRequired | Code::ExceptionConsentMissing => {
                once(self.stopped_by_restriction() == Some(code))
            }
            Code::SubjectObjected => {
                once(self.ask.objected && self.rests_on_what_can_be_objected_to() && !self.serves_rights())
            }
            Code::SubjectErasureOrdered => once(self.ask.erasure_ordered && self.processes()),
            Code::OriginUndeclared => once(self.writes() && self.says_another_origin()),
            Code::AutomatedNarrowed => {
                let denied = self.row().is_some_and(|row| row.automated_denied);
                once(self.ask.automated && denied)
            }
            Code::SupplierNarrowed => self.links().iter().filter(|link| self.is_taken_away(link)).count(),
            Code::DataUndeclared => once(self.names_data_beyond()),
            Code::DataInvalid => once(self.ask.data_invalid),
            Code::ConsentMissing => once(self.lacks_consent()),
            Code::RetentionExpired => once(self.processes() && self.has_run_out()),
            Code::AutomatedUndeclared => {
                once(self.ask.automated && self.activity.automated_decision.is_none())
            }
            Code::BasisSpecialCategory | Code::BasisIdentityNumber | Code::BasisOffence => {
                once(self.writes() && self.asked_of_activity().iter().any(|id| self.lacks_ground(code, id)))
            }
            Code::AgreementMissing
            | Code::AgreementNotInForce
            | Code::AgreementEnded
            | Code::InstructionPaused
            | Code::InstructionLacksOperation => once(self.is_stopped_by_agreement(code)),
            Code::InstructionLacksSupport => once(self.is_support_kept_out()),
            Code::SupplierUnknown | Code::SupplierNotRecipient | Code::SupplierDataBeyond => {
                self.times_of_receivers(code)
            }
            Code::PlaceNotAllowed => self.bounds().into_iter().filter(|bound| self.is_broken(bound)).count(),
            Code::SupplierNoAgreement => {
                let missing = |link: &Link<'_>| link.supplier.agreement.value == AgreementState::Missing;
                self.links().iter().filter(|link| missing(link)).count() + self.times_stopped(code)
            }
            Code::SupplierObjected
            | Code::SupplierNotApproved
            | Code::SupplierNoticeRunning
            | Code::SupplierNotTurnedOn => self.times_stopped(code),
            Code::PlaceNotStated => self.links().iter().filter(|link| self.place_is_missing(link)).count(),
            Code::TransferNotApproved => {
                let links = self.links().iter().filter(|link| self.transfers_without_ground(link)).count();
                links + once(self.own_people_see_it_abroad())
            }
        }
    }

    fn is_lacking(&self, code: Code) -> bool {
        if code == Code::ActorTrainingDue { self.is_untrained() } else { self.has_not_signed() }
    }

    /// Somebody on the staff signed nothing, or other words than these.
    fn has_not_signed(&self) -> bool {
        let Some(staff) = self.ask.staff else { return false };
        let asked = self.charter.staff.as_ref().and_then(|asked| asked.value.confidentiality.as_ref());
        asked.is_some_and(|words| staff.signed != Some(vern_policy::staff::words_hash(&words.value)))
    }

    /// Somebody on the staff was never trained, or so long ago that the period and then the grace are over.
    fn is_untrained(&self) -> bool {
        let Some(staff) = self.ask.staff else { return false };
        let Some(asked) = self.charter.staff.as_ref().and_then(|asked| asked.value.training.as_ref()) else {
            return false;
        };
        let Some(Fact::Stated(every)) = self.charter.periods.training.map(|every| every.value) else {
            panic!()
        };
        staff.trained_at.is_none_or(|trained_at| {
            let due = end_of(every, trained_at);
            asked.value.grace.map_or(due, |grace| end_of(grace.value, due)) <= self.ask.at
        })
    }

    /// An emergency lets somebody in whatever they lack of what is asked of staff, and nothing else.
    pub(super) fn is_let_in(&self, code: Code) -> bool {
        let lacks = [Code::ActorNoConfidentiality, Code::ActorTrainingDue].contains(&code);
        lacks && self.ask.staff.and_then(|staff| staff.let_in_until).is_some_and(|until| self.ask.at < until)
    }

    /// Those of the organisation's own roles, wherever the data goes; and without a receiver wherever it is said to be seen.
    fn own_people_see_it_abroad(&self) -> bool {
        let own = self.role().filter(|role| role.supplier.is_none()).and_then(|role| role.place);
        let said = self.ask.place.filter(|_| self.receivers().is_empty()).map(Area::Country);
        let mut places = own.map(|place| place.value).into_iter().chain(said);
        places.any(|place| third_country(place, self.ask.at).is_some())
    }

    /// What the record's policy row takes away; without a record there is no row.
    fn row(&self) -> Option<&'a Narrowing> {
        self.ask.narrowing.as_ref().filter(|_| self.ask.record.is_some())
    }

    fn amends(&self) -> bool {
        self.ask.act == Act::Alter && self.ask.amending.is_some()
    }

    /// One reason at most, by the exception named.
    fn stopped_by_restriction(&self) -> Option<Code> {
        let is_left = match self.ask.act {
            Act::Restrict => true,
            Act::Erase => self.ask.erasure_ordered,
            _ => self.amends(),
        };
        if self.ask.subject != Some(true) || is_left {
            return None;
        }
        match self.ask.exception {
            None => Some(Code::SubjectRestricted),
            Some(RestrictionException::Consent) if self.ask.consented => None,
            Some(RestrictionException::Consent) => Some(Code::ExceptionConsentMissing),
            Some(_) if self.ask.reason_given => None,
            Some(_) => Some(Code::ExceptionReasonRequired),
        }
    }

    fn rests_on_what_can_be_objected_to(&self) -> bool {
        const NEVER: [&str; 4] = ["6(1)(a)", "6(1)(b)", "6(1)(c)", "6(1)(d)"];
        let bases = stated(&self.activity.basis.value).map(|bases| bases.own().to_vec()).unwrap_or_default();
        let only_others =
            !bases.is_empty() && bases.iter().all(|basis| NEVER.contains(&basis.article.as_str()));
        self.activity.marketing.is_some() || !only_others
    }

    fn says_another_origin(&self) -> bool {
        let Some(origin) = &self.activity.origin else { return false };
        let it = &origin.value;
        let lists = [
            (Origin::Provided, &it.provided),
            (Origin::Observed, &it.observed),
            (Origin::Derived, &it.derived),
            (Origin::ThirdParty, &it.third_party),
        ];
        self.ask.origins.iter().any(|(place, said)| {
            let id = DATA[*place];
            let declared: Vec<Origin> = lists
                .iter()
                .filter(|(_, ids)| ids.iter().any(|known| known.value == id))
                .map(|(origin, _)| *origin)
                .collect();
            self.data_type(id).is_some() && !declared.is_empty() && !declared.contains(said)
        })
    }

    fn grant_is_not_enough(&self, code: Code) -> bool {
        let Some(grant) = self.grant().filter(|_| self.is_allowed() && !self.ask.retention_run) else {
            return false;
        };
        match code {
            Code::ActorReasonRequired => {
                (self.amends() || grant.reason_for.contains(&self.ask.act)) && !self.ask.reason_given
            }
            Code::ActorBeyondReach => self.is_beyond_reach(),
            _ if self.amends() => false,
            _ => self.touched().iter().any(|id| !self.sees(grant, id)),
        }
    }

    fn is_taken_away(&self, link: &Link<'_>) -> bool {
        self.row().is_some_and(|row| row.recipients_denied.contains(&link.supplier.id.value))
    }

    /// Asked only of whoever the role lets.
    fn is_beyond_reach(&self) -> bool {
        let Some(reach) = &self.ask.reach else { return false };
        let Some(part) = reach.part(&self.ask.activity) else { return true };
        let leaves = |act| part.acts.as_ref().is_none_or(|acts| acts.contains(&act));
        let shortens = self.amends() && self.ask.amending == Some(true);
        let writes_beyond = || !self.amends() && self.touched().iter().any(|id| !self.reaches(id));
        !leaves(self.ask.act) || shortens && !leaves(Act::Erase) || writes_beyond()
    }

    fn reaches(&self, id: &str) -> bool {
        let Some(reach) = &self.ask.reach else { return true };
        let part = reach.part(&self.ask.activity);
        part.is_some_and(|part| part.sees.as_ref().is_none_or(|sees| sees.contains(id)))
    }

    fn role(&self) -> Option<&'a Role> {
        self.charter.roles.iter().find(|role| role.id.value == self.ask.role)
    }

    fn grant(&self) -> Option<&'a Grant> {
        self.grant_in(&self.ask.activity)
    }

    fn grant_in(&self, activity: &str) -> Option<&'a Grant> {
        self.role()?.may.iter().find(|grant| grant.activity.value == activity)
    }

    fn is_allowed(&self) -> bool {
        if self.ask.retention_run {
            return self.is_retention_at_work();
        }
        let own = self.ask.own == Some(true) && self.ask.names_subject || self.ask.listing;
        let is_subject = self.role().is_some_and(|role| role.held_by == HeldBy::Subject);
        if is_subject && (self.ask.own.is_none() || !own) {
            return false;
        }
        let has = |act| self.grant().is_some_and(|grant| grant.acts.contains(&act));
        let shortens = self.amends() && self.ask.amending == Some(true);
        has(self.ask.act) && (!shortens || has(Act::Erase))
    }

    /// The retention run acts for the charter: it erases what has run out and can do nothing else.
    fn is_retention_at_work(&self) -> bool {
        self.ask.retention_run && self.ask.act == Act::Erase && self.has_run_out()
    }

    fn sees(&self, grant: &Grant, id: &str) -> bool {
        match &grant.sees {
            Some(ids) => ids.iter().any(|seen| seen.value == id),
            None => self.is_of_activity(id),
        }
    }

    fn is_of_activity(&self, id: &str) -> bool {
        self.activity.data.value.iter().any(|known| known.value == id)
    }

    fn asked(&self) -> Vec<&'static str> {
        self.ask.data.iter().map(|place| DATA[*place]).collect()
    }

    fn asked_of_activity(&self) -> Vec<&'static str> {
        self.asked().into_iter().filter(|id| self.is_of_activity(id)).collect()
    }

    /// What a write touches of what the activity holds: what it names if it is the first or changes that alone, everything if it replaces.
    fn touched(&self) -> Vec<&'static str> {
        let named: Vec<&str> = match self.ask.act {
            Act::Register => self.asked(),
            Act::Alter if self.ask.partial => self.asked(),
            Act::Alter => DATA.to_vec(),
            _ => Vec::new(),
        };
        DATA.into_iter().filter(|id| named.contains(id) && self.is_of_activity(id)).collect()
    }

    /// About someone in particular, unless it is a list.
    fn needs_subject(&self) -> bool {
        self.ask.names_subject || (self.ask.act == Act::Restrict && !self.ask.listing)
    }

    fn acts_on_a_record(&self) -> bool {
        !self.ask.listing && self.ask.act != Act::Register && self.ask.act != Act::Restrict
    }

    fn record_is_known(&self) -> bool {
        let Some((of, ..)) = &self.ask.record else { return false };
        let declared = self.charter.activities.iter().any(|activity| activity.id.value == *of);
        let is_reached = self.ask.reach.as_ref().is_none_or(|reach| reach.part(of).is_some());
        *of == self.ask.activity || (declared && self.grant_in(of).is_some() && is_reached)
    }

    /// Everything but restricting, erasing and amending rows.
    fn processes(&self) -> bool {
        self.ask.act != Act::Restrict && self.ask.act != Act::Erase && !self.amends()
    }

    fn serves_rights(&self) -> bool {
        matches!(self.ask.act, Act::Restrict | Act::Erase | Act::Export) || self.amends()
    }

    fn writes(&self) -> bool {
        matches!(self.ask.act, Act::Register | Act::Alter) && !self.amends()
    }

    fn hands_over(&self) -> bool {
        matches!(self.ask.act, Act::Disclose | Act::Transfer)
    }

    fn names_a_category_beyond(&self) -> bool {
        let mut named: Vec<&str> = self.ask.category.iter().map(String::as_str).collect();
        named.extend(self.ask.record.iter().map(|(_, category, _)| category.as_str()));
        named.iter().any(|id| !self.activity.subjects.value.iter().any(|known| known.value == *id))
    }

    fn data_type(&self, id: &str) -> Option<&'a DataType> {
        self.charter.data_types.iter().find(|data_type| data_type.id.value == id)
    }

    fn names_data_beyond(&self) -> bool {
        let unheard_of =
            self.ask.data_undeclared || self.asked().iter().any(|id| self.data_type(id).is_none());
        unheard_of || (self.writes() && self.asked().iter().any(|id| !self.is_of_activity(id)))
    }

    fn lacks_consent(&self) -> bool {
        let basis = stated(&self.activity.basis.value);
        let only = basis.is_some_and(|bases| {
            let own = bases.own();
            !own.is_empty() && own.iter().all(|basis| basis.article == "6(1)(a)")
        });
        let decision = self.activity.automated_decision.as_ref().filter(|_| self.ask.automated);
        let by_decision =
            decision.is_some_and(|it| it.value.ground.iter().all(|on| *on == DecisionGround::Consent));
        let waits = only || self.activity.consent == ConsentRule::Required || by_decision;
        waits && self.processes() && !self.ask.listing && !self.ask.consented
    }

    fn has_run_out(&self) -> bool {
        self.has_ended() || self.is_past_a_period()
    }

    /// What the charter has the data kept for is over, and the person does not want it kept on.
    fn has_ended(&self) -> bool {
        let rules = stated(&self.activity.retention.value).map_or(&[][..], Vec::as_slice);
        let keeps_on =
            rules.iter().any(|rule| rule.value.keep_if_consent == Some(true)) && self.ask.consented;
        let is_over = self.ask.ends_at.is_some_and(|end| end <= self.ask.at);
        is_over && !keeps_on && rules.iter().any(|rule| rule.value.during.is_some())
    }

    fn is_past_a_period(&self) -> bool {
        let Some((of, _, anchor)) = &self.ask.record else { return false };
        if *of != self.ask.activity {
            return false;
        }
        let rules = stated(&self.activity.retention.value).map_or(&[][..], Vec::as_slice);
        let mut periods: Vec<Period> = rules.iter().filter_map(|rule| rule.value.after).collect();
        let kept = |it: &RetentionRule| it.hold.is_some() || it.keep_if_consent == Some(true);
        if !rules.iter().any(|rule| kept(&rule.value)) {
            periods.extend(self.row().and_then(|row| row.period));
        }
        periods.into_iter().any(|after| end_of(after, *anchor) <= self.ask.at)
    }

    fn lacks_ground(&self, code: Code, id: &str) -> bool {
        let Some(data_type) = self.data_type(id) else { return false };
        match code {
            Code::BasisSpecialCategory => {
                data_type.special_category && self.activity.special_categories.is_none()
            }
            Code::BasisIdentityNumber => {
                data_type.kind == DataKind::NationalId && self.activity.identity_numbers.is_none()
            }
            _ => data_type.offence && self.activity.offences.is_none(),
        }
    }

    fn is_support_kept_out(&self) -> bool {
        if self.in_force.stands == Stands::Own || !self.role().is_some_and(|role| role.support) {
            return false;
        }
        let lets = self.in_force.instruction.iter().flat_map(|instruction| &instruction.support);
        let first = lets.into_iter().find(|support| support.activity.value == self.ask.activity);
        let is_over = |until: Placed<Instant>| until.value <= self.ask.at;
        first.is_none_or(|support| support.until.is_some_and(is_over))
    }

    fn is_stopped_by_agreement(&self, code: Code) -> bool {
        let ask = self.ask;
        let stands = self.in_force.stands;
        let instruction = self.in_force.instruction.as_ref();
        match code {
            Code::AgreementMissing => {
                let as_processor =
                    self.activity.role.is_some_and(|role| role.value == ActivityRole::Processor);
                stands == Stands::Own && as_processor && self.processes()
            }
            Code::AgreementNotInForce => stands == Stands::NotYet && ask.act != Act::Erase,
            Code::AgreementEnded => match stands {
                Stands::HandingOver => !self.serves_rights(),
                Stands::Over => ask.act != Act::Erase,
                _ => false,
            },
            Code::InstructionPaused => {
                let paused = |it: &vern_policy::charter::Pause| it.activity.value == ask.activity;
                !self.serves_rights() && instruction.is_some_and(|it| it.paused.iter().any(paused))
            }
            _ => {
                let acts = instruction.and_then(|instruction| instruction.operations.as_ref());
                let lacks = acts.is_some_and(|acts| !acts.value.contains(&ask.act));
                let not_in_force = stands != Stands::InForce;
                let never_asked = ask.act == Act::Restrict
                    || self.is_retention_at_work()
                    || (not_in_force && self.serves_rights());
                lacks && !never_asked
            }
        }
    }

    /// A supplier wherever it stands in the tree.
    fn supplier(&self, id: &str) -> Option<&'a Supplier> {
        fn find<'a>(among: &'a [Supplier], id: &str) -> Option<&'a Supplier> {
            among
                .iter()
                .find_map(|it| if it.id.value == id { Some(it) } else { find(&it.sub_processors, id) })
        }
        find(&self.charter.suppliers, id)
    }

    fn role_supplier(&self) -> Option<&'a Supplier> {
        let id = self.role()?.supplier.as_ref()?;
        self.supplier(&id.value)
    }

    /// Who learns of the data: whom it goes to, and whom the role works for.
    fn receivers(&self) -> Vec<&'a Supplier> {
        let mut receivers: Vec<&Supplier> = self.named().into_iter().collect();
        let own = self.role_supplier();
        receivers.extend(own.filter(|own| receivers.iter().all(|it| it.id.value != own.id.value)));
        receivers
    }

    fn named(&self) -> Option<&'a Supplier> {
        self.ask.recipient.as_ref().and_then(|id| self.supplier(id))
    }

    /// Every link of every receiver's chain.
    fn links(&self) -> Vec<Link<'a>> {
        fn add<'a>(receiver: &'a Supplier, supplier: &'a Supplier, links: &mut Vec<Link<'a>>) {
            links.push(Link { receiver, supplier });
            supplier.sub_processors.iter().for_each(|below| add(receiver, below, links));
        }
        let mut links = Vec::new();
        self.receivers().into_iter().for_each(|receiver| add(receiver, receiver, &mut links));
        links
    }

    fn times_stopped(&self, code: Code) -> usize {
        let stopped = |link: &Link<'_>| {
            self.in_force.stopped.iter().any(|(id, by)| *id == link.supplier.id.value && *by == code)
        };
        self.links().iter().filter(|link| stopped(link)).count()
    }

    fn entry(&self, supplier: &Supplier) -> Option<&'a Recipient> {
        self.activity.recipients.iter().find(|it| it.supplier.value == supplier.id.value)
    }

    fn may_have(&self, supplier: &Supplier, id: &str) -> bool {
        let Some(entry) = self.entry(supplier) else { return false };
        match &entry.data {
            Some(ids) => ids.iter().any(|given| given.value == id),
            None => self.is_of_activity(id),
        }
    }

    fn times_of_receivers(&self, code: Code) -> usize {
        let receivers = self.receivers();
        match code {
            Code::SupplierUnknown => {
                let unknown = self.ask.recipient.is_some() && self.named().is_none();
                usize::from(unknown || (self.hands_over() && receivers.is_empty()))
            }
            Code::SupplierNotRecipient => receivers.iter().filter(|it| self.entry(it).is_none()).count(),
            _ => {
                let beyond = |it: &Supplier| {
                    let may_have = |id: &str| self.is_of_activity(id) && self.may_have(it, id);
                    let known = |id: &&str| self.data_type(id).is_some();
                    self.entry(it).is_some() && self.asked().into_iter().filter(known).any(|id| !may_have(id))
                };
                if self.hands_over() { receivers.into_iter().filter(|it| beyond(it)).count() } else { 0 }
            }
        }
    }

    fn place_is_missing(&self, link: &Link<'_>) -> bool {
        match &link.supplier.place.value {
            Fact::Open => true,
            Fact::Stated(_) => false,
            Fact::NotStated | Fact::Aim(_) => !(link.is_receiver() && self.ask.place.is_some()),
        }
    }

    /// Where data goes at a link: where it stores and handles, and for the receiver itself where this operation goes and who works for it.
    fn areas(&self, link: &Link<'_>) -> Vec<Area> {
        let mut areas: Vec<Area> = stated(&link.supplier.place.value).copied().into_iter().collect();
        areas.extend(link.supplier.handled_in.iter().map(|area| area.value));
        if link.is_receiver() {
            areas.extend(self.ask.place.map(Area::Country));
            let works_for_it = self.role_supplier().is_some_and(|own| own.id.value == link.supplier.id.value);
            areas.extend(self.role().and_then(|role| role.place).filter(|_| works_for_it).map(|it| it.value));
        }
        areas
    }

    fn transfers_without_ground(&self, link: &Link<'_>) -> bool {
        let third = self.areas(link).into_iter().filter_map(|area| third_country(area, self.ask.at));
        third.into_iter().any(|country| {
            let carried = carries(&link.supplier.safeguard.value, country, self.ask.at);
            !carried || (self.in_force.stands != Stands::Own && !self.is_instructed(link.supplier, country))
        })
    }

    fn is_instructed(&self, supplier: &Supplier, country: Country) -> bool {
        let transfers = self.in_force.instruction.iter().flat_map(|instruction| &instruction.transfers);
        transfers.into_iter().any(|it| it.supplier.value == supplier.id.value && it.to == country)
    }

    /// The places that hold for this activity.
    fn bounds(&self) -> Vec<&'a Places> {
        let holds = |of: &Option<String>| of.as_ref().is_none_or(|of| *of == self.ask.activity);
        self.in_force.bounds.iter().filter(|(of, _)| holds(of)).map(|(_, places)| places).collect()
    }

    fn is_broken(&self, bound: &Places) -> bool {
        let at = self.ask.at;
        let excepted = |it: &Supplier| bound.except.iter().any(|id| id.value == it.id.value);
        let by_link = self.links().iter().any(|link| {
            !excepted(link.receiver) && !excepted(link.supplier) && breaks(link.supplier, bound, at)
        });
        let by_operation = self.ask.place.map(Area::Country).is_some_and(|place| {
            match self.named().or_else(|| self.role_supplier()) {
                Some(receiver) => !excepted(receiver) && is_outside(place, &bound.stored.value, at),
                None => is_outside(place, &bound.handled.value, at),
            }
        });
        let by_role = self.role().and_then(|role| role.place).is_some_and(|place| {
            !self.role_supplier().is_some_and(excepted) && is_outside(place.value, &bound.handled.value, at)
        });
        by_link || by_operation || by_role
    }

    /// What is asked for and not shown: beyond the activity, the role, any receiver, or without a ground of its own.
    pub(super) fn withheld(&self) -> BTreeSet<String> {
        let grounds = [Code::BasisSpecialCategory, Code::BasisIdentityNumber, Code::BasisOffence];
        let is_known = self.ask.recipient.is_none() || self.named().is_some();
        let shown = |id: &str| {
            is_known
                && self.is_of_activity(id)
                && self.grant().is_none_or(|grant| self.sees(grant, id))
                && self.reaches(id)
                && self.receivers().into_iter().all(|supplier| self.may_have(supplier, id))
                && !grounds.iter().any(|code| self.lacks_ground(*code, id))
        };
        let known = self.asked().into_iter().filter(|id| self.data_type(id).is_some());
        known.filter(|id| !shown(id)).map(ToOwned::to_owned).collect()
    }
}

pub(super) fn end_of(period: Period, anchor: Instant) -> Instant {
    let (years, months, days) = period.parts();
    let start = anchor.to_timestamp().to_zoned(TimeZone::UTC).datetime();
    let span = jiff::Span::new().years(years).months(months).days(days);
    let end = start.checked_add(span).unwrap().to_zoned(TimeZone::UTC).unwrap();
    Instant::from_timestamp(end.timestamp())
}
