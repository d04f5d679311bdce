using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Subjects;

namespace Auditor.Core.Compliance;

/// <summary>One thing that a control is about, and what the control asks of it.</summary>
/// <param name="Thing">What it is called.</param>
/// <param name="Complaint">What it lacks, in a few words; <see langword="null"/> when it holds what the control asks for; unknown when that
/// could not be read.</param>
internal sealed record ControlSubject(string Thing, Fact<string?> Complaint)
{
    /// <summary>The things whose findings are about it: most often itself.</summary>
    public required ImmutableArray<ResourceIdentity> FoundOn { get; init; }

    public static ControlSubject Of(Subject subject, Fact<string?> complaint) =>
        new(NameOf(subject.Identity), complaint) { FoundOn = [subject.Identity] };

    public static string NameOf(ResourceIdentity identity) => identity.Route is { } route ? $"{identity.Arn} {route}" : identity.Arn;
}
