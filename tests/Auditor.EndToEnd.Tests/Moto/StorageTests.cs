using System.Text.Json;
using Auditor.EndToEnd.Tests.Processes;
using Auditor.EndToEnd.Tests.Tools;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>Jobs that share nothing but a bucket, as a user starts them, with S3 as moto has it.</summary>
[Collection(SharedMoto.Name)]
[Trait("Category", "Exhaustive")]
public sealed class StorageTests(MotoServer moto)
{
    private static readonly string[] Members = ["123456789012", "111122223333", "444455556666"];

    [MotoFact]
    public async Task Shards_in_a_bucket_are_merged_into_what_one_scan_finds()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate
        {
            Accounts =
            [
                Account(Members[0]) with { Organization = [.. Members.Select(id => new FakeMemberAccount(id))] },
                .. Members[1..].Select(Account),
            ],
        });
        using var auditor = new AuditorProcess();
        auditor.Environment["AWS_ACCESS_KEY_ID"] = aws.Credentials.AccessKeyId;
        auditor.Environment["AWS_SECRET_ACCESS_KEY"] = aws.Credentials.SecretAccessKey;
        auditor.Environment["AWS_REGION"] = "eu-west-1";
        auditor.Environment["AWS_ENDPOINT_URL"] = $"{aws.Url}";
        auditor.Environment["AWS_ENDPOINT_URL_S3"] = $"{moto.Endpoint}";
        auditor.Environment["AUDITOR_RUN"] = "night-1";
        string[] estate = ["--organization", "--organization-role", "auditor", "--region", "eu-west-1"];
        string[] choice = ["--rule", "AGW1001", "--rule", "AGW3001", "--format", "json"];

        await MakeBucketAsync("audit");
        var jobs = await Task.WhenAll(new[] { "1/2", "2/2" }
            .Select(shard => auditor.RunAsync(["collect", .. estate, "--shard", shard, "--output", "s3://audit/run-1/"])));
        jobs.ShouldAllBe(job => job.ExitCode == 0, string.Join('\n', jobs.Select(job => job.ToString())));

        // Nothing that scanning reads is what merging reads.
        var whole = auditor.RunAsync(["scan", .. estate, .. choice]);
        var merged = await auditor.RunAsync(["merge", "s3://audit/run-1/", "--output", "s3://audit/report", .. choice]);
        merged.ExitCode.ShouldBe(0, merged.ToString());
        merged.StandardOutput.ShouldContain("s3://audit/report/findings.json");
        var scanned = await whole;
        scanned.ExitCode.ShouldBe(0, scanned.ToString());
        var difference = await auditor.RunAsync("diff", "s3://audit/report/findings.json", "auditor-report/findings.json");
        difference.ExitCode.ShouldBe(0, difference.ToString());

        aws.Violations.ShouldBeEmpty();
        using var findings = JsonDocument.Parse(
            await File.ReadAllBytesAsync(Path.Combine(auditor.Folder, "auditor-report", "findings.json")));
        findings.RootElement.GetProperty("findings").GetArrayLength().ShouldBeGreaterThanOrEqualTo(Members.Length);
    }

    private static FakeAccount Account(string id) => new(id)
    {
        Roles = [new("auditor")],
        Regions = [new("eu-west-1") { RestApis = [new($"orders-{id}") { Methods = [new("GET", "/orders")], Stages = [new("prod")] }] }],
    };

    private async Task MakeBucketAsync(string name)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(moto.Endpoint, name));
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=test/20261130/us-east-1/s3/aws4_request");
        using var response = await client.SendAsync(request, CancellationToken.None);
        response.IsSuccessStatusCode.ShouldBeTrue($"{response}");
    }
}
