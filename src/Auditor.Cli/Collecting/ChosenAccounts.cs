using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Reading;

namespace Auditor.Cli.Collecting;

/// <summary>As whom accounts are read, and what was found out about their organization.</summary>
/// <param name="Identities">One for each account.</param>
/// <param name="Organization">Null where nobody asked about it.</param>
internal sealed record ChosenAccounts(ImmutableArray<AwsAccess> Identities, OrganizationReading? Organization);
