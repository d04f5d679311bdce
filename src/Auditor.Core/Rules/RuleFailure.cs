using Auditor.Core.Metadata;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>A rule that threw. The other rules went on; what it would have said is missing.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Subject">The ARN of what it looked at, and the route when it was one.</param>
/// <param name="Error">The exception's type and message.</param>
public sealed record RuleFailure(RuleInfo Rule, string Subject, string Error)
{
    /// <summary>What <see cref="Subject"/> says of a thing.</summary>
    internal static string NameOf(Subject subject) =>
        subject.Identity is { Route: { } route } identity ? $"{identity.Arn} {route}" : subject.Identity.Arn;
}
