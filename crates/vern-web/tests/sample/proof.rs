//! A true proof for the sample journal page: entry 412 of a log of 1283 invented entries, with a checkpoint
//! signed by a key made for this file. Figures only, so that the samples need no cryptography.

pub(crate) const ORIGIN: &str = "demo.granvik.example/journal/0a1b2c3d4e5f/0";
pub(crate) const INDEX: u64 = 412;
pub(crate) const SIZE: u64 = 1283;
pub(crate) const ENTRY_HEX: &str = "a701010219019c2b5131163e4c05b889d743bc98cbe3ec4f7723776fb9030e754520b7c92007832b5131163e4c05b889d743bc98cbe3ec4f7723776fb9030e754520b7c9200783";
pub(crate) const LEAF_HEX: &str = "2af565d3d61b1d2c5915329c70c112c9a1065cd246b4e7882861c7940dd903a9";
pub(crate) const RECEIPT: &str = "0.412.KvVl09YbHSxZFTKccMESyaEGXNJGtOeIKGHHlA3ZA6k";
pub(crate) const ROOT_HEX: &str = "e17686f308ce19ae245d818179b4eae2b2db11a7c19b026f9508eb10a2cb1908";
pub(crate) const PATH_HEX: &[&str] = &[
    "7fe66e3b5c54446d4cdcac7b4fc4c309063b90539b4f1bc08e5edf2dea35ff8a",
    "7290d50094e154b35df47e8f5e9459c30b7392ac00ed920ce438163a67a6f6d2",
    "2c8ed9f00897427a4962f6eb3e471f163afaa23924e058b35edcc5ec8cf58146",
    "c163d5335e26bd457cb088e2d84b67acf02dbdd16af17f262f5d5f7ee9a30be5",
    "44a9f36e904aa063bbe6f2095a1e5c647b4f0704740c90f8fc6dce9792b62f80",
    "f75b99d52fa8d197185c5d72c3b1fd8cae04c978f8b4b44d1d4b1cbce5e49cbf",
    "293cfcaa63cc05cf46bfc2da668e2faabc95f174ef52a6050e7b841aebcef933",
    "a0ba8461e00f97ff4ff7e18dd02d12d4fe2c263362cee0218d6c7bb767f592fe",
    "0318a5496cb609789c2ef3466177fa1e67e1532e8d0cf2f5bc8943903d2e1d3e",
    "21a41addcd600a8f7b2b55c7d4dcc34a9211119decf1fbb1d15839454f06bbc8",
    "fcc2eb139cd31f40bf85ce50a84161f4e2a6f0190d26cdfda306720bb121d70f",
];
pub(crate) const CHECKPOINT: &str = "demo.granvik.example/journal/0a1b2c3d4e5f/0\n1283\n4XaG8wjOGa4kXYGBebTq4rLbEafBmwJvlQjrEKLLGQg=\n\n— demo.granvik.example/journal/0a1b2c3d4e5f/0 gfCrt0i1tpavNr8XcGkmetfAFte6EM8dPhwJY/ydbqzn248ohhm7xRQO9nUDpvWvWALkCO8iBVR8nwNDqaVA+P7Q6AA=\n";
pub(crate) const VERIFIER_KEY: &str =
    "demo.granvik.example/journal/0a1b2c3d4e5f/0+81f0abb7+AZ5L4LeZKioh7ImE4G0FNkanqw3pskf2WW2JkwAXFipa";
