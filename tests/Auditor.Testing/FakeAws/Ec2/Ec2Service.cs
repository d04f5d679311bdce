using System.Collections.Immutable;
using System.Xml.Linq;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Ec2;

/// <summary>EC2: the Regions (aws-facts.md A.1). Its XML differs from IAM's in lists, envelopes and errors.</summary>
internal sealed class Ec2Service : QueryService
{
    private static readonly ImmutableArray<string> OptIn =
        [
            "af-south-1", "ap-east-1", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ca-west-1", "eu-central-2", "eu-south-1",
            "eu-south-2", "il-central-1", "me-central-1", "me-south-1",
        ];

    public Ec2Service() =>
        Operations = new Dictionary<string, Func<FakeRequest, ImmutableDictionary<string, string>, XElement>>(StringComparer.Ordinal)
        {
            ["DescribeRegions"] = DescribeRegions,
        }.ToImmutableDictionary(StringComparer.Ordinal);

    public override string SigningName => "ec2";

    protected override string Version => "2016-11-15";

    protected override XNamespace Namespace => "http://ec2.amazonaws.com/doc/2016-11-15/";

    protected override ImmutableDictionary<string, Func<FakeRequest, ImmutableDictionary<string, string>, XElement>> Operations { get; }

    public override FakeAwsException AccessDenied(string message) => new(403, "UnauthorizedOperation", message);

    public override FakeAwsException UnknownKey() =>
        new(401, "AuthFailure", "AWS was not able to validate the provided access credentials");

    public override FakeAwsException Throttled(TimeSpan retryAfter) => new(503, "RequestLimitExceeded", "Request limit exceeded.");

    protected override FakeOperation Describe(string name, ImmutableDictionary<string, string> form, FakeRequest request) =>
        new(name) { Action = $"ec2:{name}", Writes = !JsonRpcService.IsRead(name) };

    protected override XElement Response(string name, XElement result) => new(
        Namespace + $"{name}Response",
        new XElement(Namespace + "requestId", "00000000-0000-4000-8000-000000000000"),
        result);

    protected override XElement Failure(FakeAwsException error) => new(
        "Response",
        new XElement("Errors", new XElement("Error", new XElement("Code", error.Code), new XElement("Message", error.Message))),
        new XElement("RequestID", "00000000-0000-4000-8000-000000000000"));

    // Only enabled Regions, unless all are asked for.
    private XElement DescribeRegions(FakeRequest request, ImmutableDictionary<string, string> form) => new(
        Namespace + "regionInfo",
        Regions(request.Account)
            .Where(region => region.Status is not "not-opted-in" || form.GetValueOrDefault("AllRegions") is "true")
            .Select(region => new XElement(
                Namespace + "item",
                new XElement(Namespace + "regionName", region.Name),
                new XElement(Namespace + "regionEndpoint", $"ec2.{region.Name}.{request.DnsSuffix}"),
                new XElement(Namespace + "optInStatus", region.Status))));

    private static IEnumerable<(string Name, string Status)> Regions(FakeAccount account) => account.Regions
        .Select(region => (region.Name, Status: OptIn.Contains(region.Name) ? "opted-in" : "opt-in-not-required"))
        .Concat(account.DisabledRegions.Select(name => (Name: name, Status: "not-opted-in")));
}
