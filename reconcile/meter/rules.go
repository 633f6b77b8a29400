package meter

// The ids of the rules this package applies, as they stand in the rule book.
const (
	RuleVideoRoundedUp    = "video_rounded_up_per_job"
	RuleResolutionTier    = "resolution_tier_by_output"
	RuleOrientationFree   = "resolution_orientation_free"
	RuleCopyIsContainer   = "copy_is_container_conversion"
	RuleFramesProduced    = "frames_as_produced"
	RuleAnimationTier     = "animation_tier_as_recorded"
	RuleSplicingSize      = "splicing_by_output_size"
	RuleSplicingLimit     = "splicing_exact_limit_is_large"
	RulePDFImages         = "image_to_pdf_by_image"
	RuleGigabyte          = "gigabyte_is_2_30"
	RuleArchiveSize       = "file_size_of_the_archive"
	RuleGeocoding         = "reverse_geocoding_only_with_location"
	RuleWebofficeClass    = "weboffice_class_by_permission"
	RuleWebofficeRefresh  = "refresh_inherits_generate"
	RuleWebofficeOpenings = "weboffice_opens_before_2023_12_01"
	RuleWebofficeCalls    = "weboffice_calls_from_2023_12_01"
	RuleOnCompletion      = "completion_time_decides"
	RuleRequestFee4xx     = "request_fee_charges_4xx"
	RuleFreeTemplates     = "cognition_templates_free"
	RuleVideoFaces        = "index_operator_video_faces"
	RuleMediaByExtension  = "media_type_by_extension"
	RuleDocumentPreview   = "doc_preview_is_one_call"
	RuleDocumentEdit      = "doc_edit_is_one_call"
	RuleGapUndecided      = "evidence_gap_unverifiable"
	RulePresumed          = "evidence_presumed_complete"
	RuleCharge4xx         = "charge_4xx_processing" // off unless a run switches it on
	RuleCharge5xx         = "charge_5xx"            // stated, of request fees
	RuleProcessing5xx     = "charge_5xx_processing" // off unless a run switches it on
	RuleChargeNotModified = "charge_304"            // off unless a run switches it on
)
