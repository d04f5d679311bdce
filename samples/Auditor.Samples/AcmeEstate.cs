using Auditor.Samples.Production;
using Auditor.Samples.Sandbox;

namespace Auditor.Samples;

/// <summary>
/// The API Gateway estate of Acme, a retailer that does not exist: two accounts, three Regions in use, APIs of all kinds, most of them
/// looked after, some as one finds them. It shows what a report looks like; nothing in it was read from AWS.
/// </summary>
public static class AcmeEstate
{
    /// <summary>When the nightly scan started: fixed, so that the file is the same whenever it is made.</summary>
    internal static DateTimeOffset CollectedAt { get; } = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    public static Estate Create() => new()
    {
        CollectedAt = CollectedAt,
        Accounts = [ProductionAccess.Account(), SandboxAccess.Account()],
        Scopes = [ProductionIreland.Scope(), ProductionVirginia.Scope(), SandboxIreland.Scope()],
    };
}
