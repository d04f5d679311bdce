using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Metadata;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>The TLS policies that a house has decided on, which may be stricter than what is safe everywhere.</summary>
internal static class RequiredTlsPolicies
{
    public static RuleOption<ImmutableArray<string>> Option(string things) => RuleOption.Names(
        "requiredTlsPolicies",
        $"The security policies that {things} may have; when there are none, every one will do that refuses TLS 1.0 and 1.1.",
        [],
        TlsPolicy.Names,
        "a security policy of API Gateway");

    /// <summary>What is wrong with a policy that is none of those, for after the name of the thing that has it.</summary>
    public static string Complaint(string policy, ImmutableArray<string> required) =>
        $"has security policy {Quote.Of(policy)}, and what is required here is "
            + $"{(required is [var only] ? Quote.Of(only) : $"one of {Quote.List(required)}")}, so calls may be encrypted in ways that "
                + $"have been ruled out.";

    public static Evidence Evidence(ImmutableArray<string> required) => new("requiredTlsPolicies", string.Join(", ", required));
}
