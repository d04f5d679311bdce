using Auditor.Aws.Catalogue;
using Auditor.Aws.Tests.Collection;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Aws.Tests.Faults;

/// <summary>Every operation that a scan calls, with every fault: each cell is one scan.</summary>
[Trait("Category", "Exhaustive")]
public sealed class FaultMatrixTests
{
    private const int MostTries = 12;

    private static readonly System.Collections.Immutable.ImmutableArray<Rule> Rules = RuleCatalogue.From(
        typeof(RuleDocumentation).Assembly);

    private static readonly Lazy<Task<Cell>> Undisturbed = new(() => ScanAsync());

    /// <summary>What goes wrong at every call of an operation.</summary>
    private static readonly (string Name, Func<string, FakeFault> Fault)[] Lasting =
    [
        ("denied", operation => FakeFault.Error(operation, 403, "AccessDeniedException", "User is not authorized to perform this")),
        ("throttled", operation => FakeFault.Throttled(operation)),
        ("a clock that is off", operation => FakeFault.Error(
            operation, 403, "InvalidSignatureException", "Signature expired: 20261122T010203Z is now earlier than 20261122T011203Z")),
        ("500", operation => FakeFault.BareStatus(operation, 500)),
        ("503", operation => FakeFault.BareStatus(operation, 503)),
        ("reset", operation => FakeFault.Reset(operation)),
        ("truncated", operation => new(operation, FakeFaultKind.Truncated)),
        ("half a body", operation => new(operation, FakeFaultKind.Malformed)),
        ("a page of HTML", operation => new(operation, FakeFaultKind.WrongContentType)),
        ("a redirect", operation => new(operation, FakeFaultKind.Redirect)),
        ("an empty body", operation => Reshaped(operation, _ => "")),
        ("null", operation => Reshaped(operation, _ => "null")),
        ("a list for an object", operation => Reshaped(operation, _ => "[]")),
        ("words for lists", operation => Reshaped(operation, JsonShapes.WordsForLists)),
        ("no lists", operation => Reshaped(operation, JsonShapes.WithoutLists)),
        ("null for lists", operation => Reshaped(operation, JsonShapes.NullLists)),
        ("an empty object", operation => Reshaped(operation, _ => "{}")),
    ];

    /// <summary>What goes wrong once and is over when the call is made again.</summary>
    private static readonly (string Name, Func<string, FakeFault> Fault)[] Passing =
    [
        ("throttled once", operation => FakeFault.Throttled(operation)),
        ("throttled twice", operation => FakeFault.Throttled(operation, 2)),
        ("500 once", operation => FakeFault.BareStatus(operation, 500)),
        ("503 once", operation => FakeFault.BareStatus(operation, 503)),
        ("reset once", operation => FakeFault.Reset(operation)),
    ];

    // GetCallerIdentity says whose account it is: without an answer there is no scan (AccessTests).
    private static readonly string[] Operations =
    [
        .. ReadOperations.All.Select(operation => operation.Id.Split(':')[1]).Distinct(StringComparer.Ordinal)
            .Where(operation => operation is not ("GetCallerIdentity" or "DescribeRegions"))
            .Order(StringComparer.Ordinal),
    ];

    // What a Region has, by the names that requests are signed for: which operations they are asked is looked up in the undisturbed scan.
    private static readonly string[] Services =
    [
        "acm", "apigateway", "cognito-idp", "config", "iam", "lambda", "logs", "monitoring", "wafv2",
    ];

    // Faults that leave a list or a member out.
    private static readonly string[] LeftOut = ["no lists", "null for lists", "an empty object"];

    // Answers that AWS documents with members that may be left out, or of which XML cannot tell an empty list from none (CloudWatch); and
    // the summary of a deployment, which is named as unknown where it is asked for and leaves no gap besides.
    private static readonly string[] WithOptionalMembers =
    [
        "DescribeCertificate", "DescribeAlarms", "GetMetricData", "ListMetrics", "GetAccount", "GetExport", "GetDeployment",
    ];

    public static TheoryData<string, string> LastingCells => Cells(Lasting);

    public static TheoryData<string, string> PassingCells => Cells(Passing);

    public static TheoryData<string, string> DownCells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach (var service in Services.Append("everything"))
            {
                foreach (var fault in (string[])["reset", "503", "throttled"])
                {
                    cells.Add(service, fault);
                }
            }

            return cells;
        }
    }

    [Fact]
    public void There_are_at_least_300_cells() => (LastingCells.Count + PassingCells.Count).ShouldBeGreaterThanOrEqualTo(300);

    [Fact]
    public async Task Every_service_can_be_down() => (await Undisturbed.Value).Services.Keys.Where(service => service != "sts")
        .Order(StringComparer.Ordinal)
        .ShouldBe(Services);

    /// <summary>
    /// A service, or all of a Region, that is down from its first call on. Who asks (STS) was answered: else there is no scan.
    /// </summary>
    [Theory]
    [MemberData(nameof(DownCells))]
    public async Task What_is_down_from_its_first_call_is_named_and_nothing_follows_from_it(string service, string fault)
    {
        var before = await Undisturbed.Value;
        var down = service is "everything" ? Services : [service];
        var asked = down.Sum(each => before.Services[each]);

        var cell = await ScanAsync(
            [.. down.Select(each => Lasting.Single(one => one.Name == fault).Fault("*").Always with { Service = each })]);

        cell.Calls.Values.Sum().ShouldBeLessThan(before.Calls.Values.Sum() + (MostTries * asked) + 20);
        cell.Services.Where(each => down.Contains(each.Key)).ShouldNotBeEmpty();
        cell.Result.Gaps.ShouldNotBeEmpty();
        ShouldNameWhatWasNotRead(cell, before);
    }

    [Fact]
    public async Task The_undisturbed_scan_reads_everything()
    {
        var cell = await Undisturbed.Value;

        cell.Result.Gaps.ShouldBeEmpty();
        cell.Result.Failures.ShouldBeEmpty();
        cell.Result.Flagged.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(LastingCells))]
    public async Task What_cannot_be_read_is_named_and_nothing_follows_from_it(string operation, string fault)
    {
        var before = await Undisturbed.Value;
        if (!before.Calls.ContainsKey(operation))
        {
            // Nothing in the estate asks for it.
            return;
        }

        var changes = 0;
        var broken = Lasting.Single(each => each.Name == fault).Fault(operation).Always;
        var cell = await ScanAsync(broken with { Reshape = body => Counted(body, broken.Reshape(body)) });
        if (broken.Kind is FakeFaultKind.Reshaped && changes == 0)
        {
            // There is nothing in its answers that could be of another shape.
            return;
        }

        cell.Calls.Values.Sum().ShouldBeLessThan(before.Calls.Values.Sum() + (MostTries * before.Calls[operation]) + 20);
        cell.Result.Gaps.ShouldContain(gap => gap.Operation.EndsWith($":{operation}", StringComparison.Ordinal));
        ShouldNameWhatWasNotRead(cell, before);

        string Counted(string real, string reshaped)
        {
            changes += real == reshaped ? 0 : 1;
            return reshaped;
        }
    }

    private static void ShouldNameWhatWasNotRead(Cell cell, Cell before)
    {
        cell.Result.Failures.ShouldBeEmpty();
        cell.Result.IsIncomplete.ShouldBeTrue();

        // Nothing is flagged because something was not read.
        var couldNotTell = before.Result.Inconclusive.Select(finding => finding.Rule.Id).ToHashSet(StringComparer.Ordinal);
        cell.Flagged.Where(finding => !before.Flagged.Contains(finding) && !couldNotTell.Contains(finding.Rule)).ShouldBeEmpty();

        // Nothing is clean because something was not read.
        var cannotTell = cell.Result.Inconclusive.Select(finding => finding.Rule.Id).ToHashSet(StringComparer.Ordinal);
        before.Flagged.Where(finding => !cell.Flagged.Contains(finding) && !cannotTell.Contains(finding.Rule)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(PassingCells))]
    public async Task What_passes_changes_nothing(string operation, string fault)
    {
        var before = await Undisturbed.Value;

        var cell = await ScanAsync(Passing.Single(each => each.Name == fault).Fault(operation));

        cell.Result.Gaps.ShouldBeEmpty();
        cell.Flagged.ShouldBe(before.Flagged, ignoreOrder: true);
    }

    private static FakeFault Reshaped(string operation, Func<string, string> reshape) =>
        new(operation, FakeFaultKind.Reshaped) { Reshape = reshape };

    // Of the lists of a certificate and of the settings of an account none is read.
    private static bool IsFault(string operation, string fault) =>
        !(WithOptionalMembers.Contains(operation) && LeftOut.Contains(fault))
            && (operation, fault) is not ("DescribeCertificate" or "GetAccount", "words for lists");

    private static TheoryData<string, string> Cells((string Name, Func<string, FakeFault> Fault)[] faults)
    {
        var cells = new TheoryData<string, string>();
        foreach (var operation in Operations)
        {
            foreach (var (name, _) in faults.Where(fault => IsFault(operation, fault.Name)))
            {
                cells.Add(operation, name);
            }
        }

        return cells;
    }

    private static async Task<Cell> ScanAsync(params FakeFault[] faults)
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new Auditor.Testing.FakeAws.Estate.FakeEstate { Accounts = [SampleEstate.Account] });
        foreach (var fault in faults)
        {
            aws.Inject(fault);
        }

        var scope = await Collected.ScopeAsync(aws);
        var account = await Collected.AccountAsync(aws);
        var result = Audit.Run(
            new() { CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), Accounts = [account], Scopes = [scope] }, Rules);
        return new(result, [.. result.Flagged.Select(finding => (finding.Rule.Id, finding.Fingerprint))], aws.CallCounts)
        {
            Services = aws.Calls.CountBy(call => call.Service, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
        };
    }

    private sealed record Cell(
        AuditResult Result, HashSet<(string Rule, string Fingerprint)> Flagged, IReadOnlyDictionary<string, int> Calls)
    {
        /// <summary>How often each service was called, by the name that requests are signed for.</summary>
        public required IReadOnlyDictionary<string, int> Services { get; init; }
    }
}
