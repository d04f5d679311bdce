using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Core.Rules;

namespace Auditor.Cli.Collecting;

/// <summary>What is read, and as whom.</summary>
/// <param name="Identities">One for each account.</param>
/// <param name="Regions">The Regions that somebody named; empty for the default one.</param>
/// <param name="Needs">What the rules need.</param>
internal sealed record CollectionSettings(ImmutableArray<AwsAccess> Identities, ImmutableArray<string> Regions, Needs Needs);
