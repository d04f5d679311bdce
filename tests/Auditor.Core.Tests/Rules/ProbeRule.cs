using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Core.Tests.Rules;

/// <summary>A rule made of a function, for tests of the engine.</summary>
internal sealed class ProbeRule<TSubject>(
    Func<TSubject, IEnumerable<string>> check, string id = "PRB001", Severity severity = Severity.High, params ApiKind[] kinds)
    : Rule<TSubject>(new()
    {
        Id = id,
        Name = $"probe-{id}",
        Title = "A probe",
        Category = Category.Other,
        Severity = severity,
        AppliesTo = kinds is [] ? [ApiKind.Rest, ApiKind.Http, ApiKind.WebSocket] : [.. kinds],
    })
    where TSubject : Subject
{
    protected override IEnumerable<Finding> Check(TSubject subject, RuleContext context) =>
        check(subject).Select(message => Flag(subject, message));
}
