using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Tests;

/// <summary>Flags everything of one kind, so that tests know what rules look at.</summary>
internal sealed class Everything<TSubject>(ImmutableArray<ApiKind> kinds) : Rule<TSubject>(new()
{
    Id = "TEST0001",
    Name = "everything",
    Title = "It is there",
    Category = Category.Other,
    Severity = Severity.Low,
    SeverityFollowsExposure = false,
    AppliesTo = kinds,
})
    where TSubject : Subject
{
    protected override IEnumerable<Finding> Check(TSubject subject, RuleContext context) => [Flag(subject, "It is there.")];
}
