using System.Text.Json.Serialization;

namespace Auditor.Reports.Sarif;

// SARIF 2.1.0 as far as it is written here, in the standard's own words; members that are null are left out.

internal sealed record SarifLog
{
    [JsonPropertyName("$schema")]
    public string Schema { get; init; } = "https://json.schemastore.org/sarif-2.1.0.json";

    public string Version { get; init; } = "2.1.0";

    public required IReadOnlyList<SarifRun> Runs { get; init; }
}

internal sealed record SarifRun
{
    public required SarifTool Tool { get; init; }

    public required SarifAutomationDetails AutomationDetails { get; init; }

    public required IReadOnlyList<SarifInvocation> Invocations { get; init; }

    public IReadOnlyDictionary<string, SarifArtifactLocation>? OriginalUriBaseIds { get; init; }

    public required IReadOnlyList<SarifArtifact> Artifacts { get; init; }

    public IReadOnlyList<SarifLogicalLocation>? LogicalLocations { get; init; }

    public IReadOnlyList<SarifTaxonomy>? Taxonomies { get; init; }

    public string ColumnKind { get; init; } = "utf16CodeUnits";

    public required IReadOnlyList<SarifResult> Results { get; init; }
}

internal sealed record SarifTool(SarifDriver Driver);

internal sealed record SarifDriver
{
    public required string Name { get; init; }

    public required string FullName { get; init; }

    public required string Version { get; init; }

    public required string SemanticVersion { get; init; }

    public required string Organization { get; init; }

    public required Uri InformationUri { get; init; }

    public required IReadOnlyList<SarifReportingDescriptor> Rules { get; init; }

    public required IReadOnlyList<SarifReportingDescriptor> Notifications { get; init; }

    public IReadOnlyList<SarifComponentReference>? SupportedTaxonomies { get; init; }
}

internal sealed record SarifComponentReference(string Name, int Index);

internal sealed record SarifTaxonomy
{
    public required string Name { get; init; }

    public string? Version { get; init; }

    public required string Organization { get; init; }

    public required Uri InformationUri { get; init; }

    public required SarifMessage ShortDescription { get; init; }

    // What there is besides these does not matter here.
    public bool IsComprehensive { get; init; }

    public required IReadOnlyList<SarifTaxon> Taxa { get; init; }
}

internal sealed record SarifTaxon(string Id)
{
    public Uri? HelpUri { get; init; }
}

internal sealed record SarifRelationship(SarifTaxonReference Target, IReadOnlyList<string> Kinds);

internal sealed record SarifTaxonReference(string Id, int Index, SarifComponentReference ToolComponent);

internal sealed record SarifReportingDescriptor
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required SarifMessage ShortDescription { get; init; }

    public required SarifMessage FullDescription { get; init; }

    public required SarifMessage Help { get; init; }

    public Uri? HelpUri { get; init; }

    public SarifConfiguration? DefaultConfiguration { get; init; }

    public IReadOnlyList<SarifRelationship>? Relationships { get; init; }

    public SarifRuleProperties? Properties { get; init; }
}

internal sealed record SarifMessage(string Text)
{
    public string? Markdown { get; init; }
}

internal sealed record SarifConfiguration(string Level);

internal sealed record SarifRuleProperties
{
    public required IReadOnlyList<string> Tags { get; init; }

    public required string Precision { get; init; }

    [JsonPropertyName("security-severity")]
    public required string SecuritySeverity { get; init; }

    [JsonPropertyName("problem.severity")]
    public required string ProblemSeverity { get; init; }
}

internal sealed record SarifAutomationDetails(string Id, SarifMessage Description);

internal sealed record SarifInvocation
{
    public required bool ExecutionSuccessful { get; init; }

    public required string StartTimeUtc { get; init; }

    public IReadOnlyList<SarifNotification>? ToolExecutionNotifications { get; init; }

    public SarifInvocationProperties? Properties { get; init; }
}

internal sealed record SarifInvocationProperties(IReadOnlyList<SarifCalls> Calls);

/// <summary>How the calls of an operation went, over all accounts and Regions of the run.</summary>
internal sealed record SarifCalls(string Operation, int Calls)
{
    public int? Retries { get; init; }

    public int? Throttled { get; init; }

    public int? Denied { get; init; }

    public long? Milliseconds { get; init; }
}

internal sealed record SarifNotification
{
    public required SarifDescriptorReference Descriptor { get; init; }

    public SarifDescriptorReference? AssociatedRule { get; init; }

    public required string Level { get; init; }

    public required SarifMessage Message { get; init; }

    public required string TimeUtc { get; init; }

    public IReadOnlyDictionary<string, string>? Properties { get; init; }
}

internal sealed record SarifDescriptorReference(string Id, int Index);

internal sealed record SarifArtifact
{
    public required SarifArtifactLocation Location { get; init; }

    public required int Length { get; init; }

    public string MimeType { get; init; } = "application/json";

    public required IReadOnlyDictionary<string, string> Hashes { get; init; }

    public SarifArtifactContent? Contents { get; init; }
}

internal sealed record SarifArtifactContent(string Text);

internal sealed record SarifArtifactLocation
{
    public string? Uri { get; init; }

    public string? UriBaseId { get; init; }

    public int? Index { get; init; }

    public SarifMessage? Description { get; init; }
}

internal sealed record SarifLogicalLocation
{
    public int? Index { get; init; }

    public string? Name { get; init; }

    public string? FullyQualifiedName { get; init; }

    public string? Kind { get; init; }

    public int? ParentIndex { get; init; }
}

internal sealed record SarifResult
{
    public required string RuleId { get; init; }

    public int? RuleIndex { get; init; }

    public string Kind { get; init; } = "fail";

    public required string Level { get; init; }

    public double? Rank { get; init; }

    public string? BaselineState { get; init; }

    public required SarifMessage Message { get; init; }

    public required IReadOnlyList<SarifLocation> Locations { get; init; }

    public IReadOnlyList<SarifLocation>? RelatedLocations { get; init; }

    public IReadOnlyDictionary<string, string>? PartialFingerprints { get; init; }

    public IReadOnlyList<SarifCodeFlow>? CodeFlows { get; init; }

    public IReadOnlyList<SarifFix>? Fixes { get; init; }

    public IReadOnlyList<SarifSuppression>? Suppressions { get; init; }

    public required SarifResultProperties Properties { get; init; }
}

internal sealed record SarifFix(SarifMessage Description, IReadOnlyList<SarifArtifactChange> ArtifactChanges);

internal sealed record SarifArtifactChange(SarifArtifactLocation ArtifactLocation, IReadOnlyList<SarifReplacement> Replacements);

internal sealed record SarifReplacement(SarifRegion DeletedRegion, SarifArtifactContent InsertedContent);

internal sealed record SarifSuppression(string Justification)
{
    // In a file of its own, not in the source that a result is about.
    public string Kind { get; init; } = "external";

    public string Status { get; init; } = "accepted";

    public required SarifSuppressionProperties Properties { get; init; }
}

internal sealed record SarifSuppressionProperties(string Source)
{
    public string? Until { get; init; }

    public string? AcceptedBy { get; init; }

    public string? AcceptedOn { get; init; }
}

internal sealed record SarifResultProperties
{
    public string? Severity { get; init; }

    public string? Confidence { get; init; }

    /// <summary>What the rank is made of.</summary>
    public IReadOnlyList<string>? PriorityReasons { get; init; }

    public string? Account { get; init; }

    public string? Region { get; init; }

    public string? Resource { get; init; }

    public string? ApiId { get; init; }

    public string? ApiName { get; init; }

    public IReadOnlyList<string>? Stages { get; init; }

    public IReadOnlyList<SarifNamedThings>? Named { get; init; }

    public string? Route { get; init; }

    public string? Audience { get; init; }

    /// <summary>What no member of the standard has a word for: <c>notReread</c>, <c>firstAssessed</c>.</summary>
    public string? Status { get; init; }

    public int? Looked { get; init; }
}

internal sealed record SarifNamedThings(string Kind, IReadOnlyList<string> Names)
{
    public IReadOnlyList<string>? Stages { get; init; }
}

internal sealed record SarifLocation
{
    public int? Id { get; init; }

    public required SarifPhysicalLocation PhysicalLocation { get; init; }

    public IReadOnlyList<SarifLogicalLocation>? LogicalLocations { get; init; }

    public SarifMessage? Message { get; init; }
}

internal sealed record SarifPhysicalLocation(SarifArtifactLocation ArtifactLocation, SarifRegion Region);

internal sealed record SarifRegion(int StartLine, SarifArtifactContent? Snippet)
{
    public int? StartColumn { get; init; }

    public int? EndLine { get; init; }

    public int? EndColumn { get; init; }
}

internal sealed record SarifCodeFlow(IReadOnlyList<SarifThreadFlow> ThreadFlows);

internal sealed record SarifThreadFlow(IReadOnlyList<SarifThreadFlowLocation> Locations);

internal sealed record SarifThreadFlowLocation(SarifLocation Location);
