# Messages in English (British spelling). Plain language, short sentences, GDPR's own words.
# Same groups, same order and same variables as in nb.ftl; a test sees to it.
# A new group gets its own `## heading`.

## language

language-name = English
language-other-name = Norsk
language-switch = Read this page in Norwegian

## date

date-long = { $day } { $month } { $year }
date-with-weekday = { $weekday } { $date }
date-moment = { $date } at { $time } UTC
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

## number

number = { $number }

## word

word-charter = charter
word-gate = the gate
word-journal = the journal
word-vault = the vault
word-finding = finding
word-controller = controller
word-joint-controllers = joint controllers
word-processor = processor
word-sub-processor = sub-processor
word-recipient = recipient
word-subject = data subject
word-category-of-subjects = category of data subjects
word-data-type = data type
word-activity = processing activity
word-purpose = purpose
word-legal-basis = legal basis
word-instruction = instruction
word-agreement = processing agreement
word-operation = operation
word-restriction = restriction
word-objection = objection
word-breach = personal-data breach
word-rights-request = rights request
word-retention = retention
word-legal-hold = legal hold
word-third-country = third country
word-safeguard = safeguard
word-supplier = supplier
word-measure = security measure
word-deviation = deviation
word-checkpoint = checkpoint
word-receipt = receipt

## act

act-register = register
act-read = read
act-alter = alter
act-use = use
act-disclose = disclose
act-transfer = transfer
act-restrict = restrict
act-erase = erase
act-export = export
act-phrase = { $act ->
    [register] register data
    [read] read data
    [alter] alter data
    [use] use data
    [disclose] disclose data
    [transfer] transfer data
    [restrict] restrict the use of data
    [erase] erase data
    [export] export data
   *[other] process data
}

## held

held = How it is kept
held-enforced = Enforced
held-enforced-explanation = The gate stops whatever would break the promise ({ $by }).
held-enforced-legend = The gate stops whatever would break the promise, every time.
held-checked = Checked
held-checked-explanation = A check runs regularly and reports if this is no longer so ({ $by }).
held-checked-legend = A check runs regularly and reports if it is no longer so.
held-attested = Attested
held-attested-explanation = A person vouched for this on { $on }. The system cannot see it for itself.
held-attested-legend = A person has vouched for it. The system cannot see it for itself.
held-declared = Declared
held-declared-explanation = This stands in the charter. Nothing else makes sure that it is kept.
held-declared-legend = It stands in the charter. Nothing else makes sure that it is kept.

## audience

audience = Who the document is for
audience-public = Public
audience-public-explanation = Anyone may read this document.
audience-party = For the parties
audience-party-explanation = Only the controller and the processor may read this document.
audience-authority = For the supervisory authority
audience-authority-explanation = The document is handed to the supervisory authority and is not public.
audience-subject = For the person concerned
audience-subject-explanation = Only the person the document is about may read it.

## document

document-updated = Last updated { $date }
document-undated = Undated
document-contents = Contents
document-source = Source
document-clause = Follows from
document-print-note = Printed from { $organisation }
document-see-working = See how each promise is kept
document-see-published = See the page as everyone sees it
document-working-view = Working view
document-working-explanation = Each line shows how the promise is kept, and what in the charter it follows from.
document-tally = { $lines ->
    [one] How the one promise is kept
   *[other] How the { $lines } promises are kept
}
document-as-json = The document as JSON

## finding

finding = Finding
finding-count = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
}
finding-none = No findings
finding-explanation = Here the text falls short, measured against the law or against itself.
finding-reason = Why
finding-source = Source
finding-mend = How it can be mended

## site

site-name = Vern
site-promise = Keeps what was promised
site-skip = Skip to the content
site-nav = Main menu
site-nav-front = Front page
site-nav-notice = Privacy notice
site-nav-journal = Journal
site-nav-guide = Guided tour
site-footer-charter = Printed from charter
site-footer-in-force = in force since { $date }
site-footer-no-tracking = This page sets no cookies, tracks no one and fetches nothing from anyone else.

## front

front-title = Privacy at { $organisation }
front-lead = What we promise about personal data stands here. The pages are printed from the same charter that governs our systems.
front-documents = What we have published
front-documents-none = Nothing has been published yet.
front-contact = Contact
front-proof = You can check it
front-proof-explanation = Every operation on personal data gets a line in a journal that cannot be altered without it showing. The checkpoint below is signed and covers the whole journal so far.
front-proof-none = The journal is empty. The first checkpoint comes with the first operation.
front-open-journal = Open the journal

## guide

guide-title = Try Vern in ten minutes
guide-lead-declare = Vern is the program an organisation runs to keep its privacy promises.
guide-lead-enforce = The promises stand in one charter, and one gate lets through only what the charter allows.
guide-lead-prove = Everything that happens goes into a journal that cannot be altered quietly, and the pages people read are printed from the same charter.
guide-figure = How it fits together
guide-declare = Declare
guide-declare-what = The charter
guide-declare-text = What you promise, written in one place.
guide-enforce = Enforce
guide-enforce-what = The gate
guide-enforce-text = Stops everything that breaks it.
guide-prove = Prove
guide-prove-what = The journal
guide-prove-text = Shows what really happened.
guide-publish = Publish
guide-publish-what = The pages
guide-publish-text = Printed from the same charter.
guide-steps = Step by step
guide-step-number = Step { $number }
guide-command = Run in the terminal
guide-expect = What should happen
guide-links = See for yourself

## result

result-permitted = Permitted
result-refused = Refused
result-observed = Would be refused
result-permitted-title = The gate allowed it
result-refused-title = The gate said no
result-observed-title = The gate would have said no
result-observed-explanation = The activity is under observation: the gate takes note, but stops nothing yet.
result-asked = What was tried
result-answer = The answer
result-withheld = Withheld
result-reasons = { $count ->
    [one] One reason
   *[other] { $count } reasons
}
result-reason-clause = Follows from
result-reason-source = Stands in
result-reason-mend = Can be mended by
result-receipt = Receipt
result-receipt-explanation = The answer is written in the journal. The receipt opens exactly that line, and lets you check it.
result-open-receipt = See the line in the journal
result-back = Back to the guided tour

## journal

journal-title = The journal
journal-lead = Here anyone can check that the journal of { $organisation } is whole.
journal-what = What the journal is
journal-explanation = Whenever someone processes personal data, also when the gate says no, a line is written in the journal. The lines are tied together in a tree of checksums. If one line is altered, removed or moved, the sums no longer add up.
journal-nothing-personal = The lines hold no names and nothing about anyone in clear text.
journal-checkpoint = Latest checkpoint
journal-checkpoint-explanation = A signed summary of the whole journal. Keep it: later you can show that nothing before it has been altered.
journal-checkpoint-none = The journal is still empty.
journal-checkpoint-at = Signed
journal-origin = Name of the journal
journal-size = Number of lines
journal-root = Root
journal-verifier-key = Verifier key
journal-verifier-key-explanation = With this key anyone can check the signature. Get it from somewhere other than here as well.
journal-lookup = Look up a receipt
journal-lookup-explanation = The receipt comes with the answer to every operation. It points to one line in the journal.
journal-receipt = Receipt
journal-receipt-hint = Looks like this: 0.1234.Qm9y…
journal-lookup-submit = Look up
journal-verdict = Result
journal-verdict-included = The line is in the journal
journal-verdict-included-explanation = The receipt matches, and the line is covered by the latest checkpoint.
journal-verdict-mismatch = The receipt does not match the line
journal-verdict-mismatch-explanation = Either the receipt has been altered, or the journal has. A checkpoint kept outside the system decides which of them.
journal-verdict-beyond-tree = The journal is shorter than the receipt says
journal-verdict-beyond-tree-explanation = The receipt points to line { $index }, but the journal has only { $size } lines. That can mean that the journal has been rolled back.
journal-verdict-malformed = This is not a receipt
journal-verdict-malformed-explanation = A receipt has three parts with full stops between them: epoch, line number and checksum. See that all of it came along when you copied it.
journal-verdict-epoch-unknown = The receipt belongs to another journal
journal-verdict-epoch-unknown-explanation = This journal has no epoch with that number.
journal-entry = What the line says
journal-entry-sealed = The rest of the line is sealed and can be opened by the controller only.
journal-sentence = { $outcome ->
    [permitted] Someone asked to { $act } in the activity ‘{ $activity }’, and the gate allowed it.
    [observed] Someone asked to { $act } in the activity ‘{ $activity }’. The gate would have said no, but the activity was under observation.
   *[refused] Someone asked to { $act } in the activity ‘{ $activity }’, and the gate said no.
}
journal-sentence-undeclared = Someone asked to process data in an activity that is not declared, and the gate said no.
journal-entry-index = Line
journal-entry-at = Time
journal-entry-kind = Kind of line
journal-entry-operation = Id of the operation
journal-entry-actor = Done by
journal-entry-activity = Activity
journal-entry-act = Act
journal-entry-data = Data types
journal-entry-withheld = Withheld
journal-entry-outcome = Outcome
journal-entry-codes = Reasons
journal-entry-charters = Charter in force
journal-entry-recipient = Recipient
journal-entry-place = Place
journal-entry-subjects = Number of people
journal-entry-count = Number of records
journal-entry-undeclared = Not declared
journal-kind-operation = Operation
journal-kind-epoch = New epoch opened
journal-kind-charter = Charter came into force
journal-kind-chunk = Part of a larger operation
journal-kind-clock = The clock went back
journal-kind-access = Access given or ended
journal-outcome-permitted = Permitted
journal-outcome-refused = Refused
journal-outcome-observed = Would be refused

## proof

proof-title = The proof, worked out in your browser
proof-explanation = You need not trust the server. The browser works out the checksums itself, from what the line holds all the way up to the signed root.
proof-without-script = Scripts are off, so the browser does not do its own sums. The result above is the server's. The figures below are enough to work it out with other tools.
proof-details = Every figure in the proof
proof-leaf-hash = The line's checksum
proof-index = The line's place in the tree
proof-size = Size of the tree
proof-path = Neighbouring sums, from bottom to top
proof-path-none = None: the line is the whole tree.
proof-root = The root in the checkpoint
proof-running = Working …
proof-verdict-ok = Your browser came to the same result.
proof-verdict-bad = Your browser came to another result than the server. Keep the receipt and the checkpoint.
proof-verdict-unsupported = The browser cannot do the sums here. That takes a secure connection (https) and a recent browser.
proof-verdict-partial = The sums add up. The signature could not be checked in this browser.
proof-step-leaf-ok = The line gives the checksum the server stated.
proof-step-leaf-bad = The line gives another checksum than the server stated.
proof-step-receipt-ok = Your receipt names exactly this checksum.
proof-step-receipt-bad = Your receipt names another checksum.
proof-step-path-ok = The way through the tree ends in a root.
proof-step-path-bad = The way through the tree does not work out.
proof-step-root-ok = The root is the same as in the checkpoint.
proof-step-root-bad = The root is another than in the checkpoint.
proof-step-signature-ok = The signature on the checkpoint is genuine.
proof-step-signature-bad = The signature on the checkpoint is not valid.
proof-step-signature-unsupported = The browser does not know the signature type Ed25519, so the signature has not been checked.

## error

error-title = That did not work
error-title-not-found = There is no such page
error-title-denied = No access
error-title-invalid = Something in the request is wrong
error-title-conflict = Something has changed in the meantime
error-title-unavailable = The service is not available right now
error-code = Code
error-request = Request
error-hint = Try this
error-back = To the front page
