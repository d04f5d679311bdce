using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;
using Auditor.Storage;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;
using Moq;

namespace Auditor.Cli.Tests;

/// <summary>Reports that go to S3 instead of a folder, and inventories that come from there.</summary>
public sealed class StorageTests : CliTests
{
    private const string Run1 = "s3://audit/run-1";
    private static readonly string[] Regions = ["eu-central-1", "eu-west-1", "us-east-1"];
    private static readonly string[] Choice = ["--rule", "AGW1001", "--rule", "AGW3001"];
    private static readonly string[] Members = ["123456789012", "111122223333", "444455556666", "777788889999"];

    private static readonly FakeEstate Organization = new()
    {
        Accounts =
        [
            Account(Members[0]) with { Organization = [.. Members.Select(member => new FakeMemberAccount(member))] },
            .. Members[1..].Select(Account),
        ],
    };

    private readonly MemoryStore _store = new();

    public StorageTests() => (Storage, Variables["TMPDIR"]) = (_store, Folder);

    [Fact]
    public async Task Shards_write_parts_by_their_names_and_merge_finds_what_one_scan_finds()
    {
        await using var aws = await FakeAwsServer.StartAsync(Organization);
        Variables["AUDITOR_RUN"] = "nightly-7";
        Variables["AWS_BATCH_JOB_ARRAY_SIZE"] = "2";
        foreach (var index in new[] { "0", "1" })
        {
            Variables["AWS_BATCH_JOB_ARRAY_INDEX"] = index;
            var part = await Collect(aws, "--shard", "auto", "--output", $"{Run1}/");
            part.ExitCode.ShouldBe(ExitCode.Clean, part.Error);
            part.Output.ShouldContain($"{Run1}/shard-{int.Parse(index) + 1}-of-2.inventory.json\n");
        }

        await Scan(aws, ["--output", "whole", .. Choice]);

        var merged = await Run(["merge", Run1, "--output", $"{Run1}/report/", .. Choice]);

        merged.ExitCode.ShouldBe(ExitCode.Clean, merged.Error);
        merged.Error.ShouldBeEmpty();
        merged.Output.ShouldContain($"{Run1}/report/auditor.html\n");
        _store.Addresses.ShouldBe(
        [
            $"{Run1}/report/auditor.html", $"{Run1}/report/auditor.sarif", $"{Run1}/report/findings.json", $"{Run1}/report/inventory.json",
            $"{Run1}/shard-1-of-2.inventory.json", $"{Run1}/shard-2-of-2.inventory.json",
        ]);
        Fingerprints(_store[$"{Run1}/report/findings.json"]).ShouldNotBeEmpty();
        Fingerprints(_store[$"{Run1}/report/findings.json"]).ShouldBe(Fingerprints(File.ReadAllBytes(PathOf("whole/findings.json"))));
        // Nothing is left on this machine.
        Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName).ShouldBe(["whole"]);
    }

    [Fact]
    public async Task A_shard_that_is_missing_is_named_and_one_that_is_written_again_counts_once()
    {
        await using var aws = await FakeAwsServer.StartAsync(Organization);
        await Collect(aws, "--shard", "1/2", "--output", Run1);
        await Collect(aws, "--shard", "1/2", "--output", Run1);

        var merged = await Run("merge", Run1, "--output", "report", "--fail-on", "none");

        merged.ExitCode.ShouldBe(ExitCode.Incomplete);
        merged.Error.ShouldBe("Shard 2 of 2 is not among the inventories: the accounts that it reads are missing.\n");
    }

    [Fact]
    public async Task What_was_stopped_is_kept_there_and_resumed_from_there()
    {
        await using var aws = await FakeAwsServer.StartAsync(FakeEstate.Of(
            [.. Regions.Select(region => new FakeRegion(region) { RestApis = [new($"orders-{region}") { Stages = [new("prod")] }] })]));
        using var cancellation = new CancellationTokenSource();
        Cancellation = cancellation.Token;
        aws.Inject(FakeFault.Stall("GetRestApis", times: 2) with { First = 2 });
        var running = CollectRegions(aws);
        await Until(running, () => Directory.GetFiles(Folder, "inventory.partial.jsonl", SearchOption.AllDirectories)
            .Any(file => Lines(file).Contains("{\"scope\":", StringComparison.Ordinal)));
        await cancellation.CancelAsync();
        var stopped = await running;

        stopped.ExitCode.ShouldBe(ExitCode.Cancelled, stopped.Error);
        stopped.Error.ShouldContain($"1 of 3 Regions were read to the end, and are kept in '{Run1}/inventory.partial.jsonl'");
        _store.Addresses.ShouldBe([$"{Run1}/inventory.partial.jsonl"]);
        Cancellation = CancellationToken.None;
        (await Run("merge", Run1, "--output", "report")).Error.ShouldContain("was stopped: finish them with --resume.");
        (await Run("check", Run1, "--output", "report")).ShouldRefuse("is of a run that was stopped");
        aws.ForgetCalls();

        var resumed = await CollectRegions(aws, "--resume");

        resumed.ExitCode.ShouldBe(ExitCode.Clean, resumed.Error);
        aws.CallCounts["GetRestApis"].ShouldBe(2);
        Inventory($"{Run1}/inventory.json").Scopes.Select(scope => scope.Region).ShouldBe(Regions);
        // What the stopped run left is out of date, and nobody takes it for a part.
        (await Run("merge", Run1, "--output", "report", "--rule", "AGW1001")).Error.ShouldBeEmpty();
        (await CollectRegions(aws, "--resume")).Error.ShouldContain("There is no inventory.partial.jsonl to resume");
    }

    [Fact]
    public async Task Reports_of_a_scan_and_a_check_go_there_and_an_earlier_run_is_read_from_there()
    {
        _store["s3://audit/in/inventory.json"] = InventoryFile.Write(Estates.WithOpenRoute);

        var first = await Run("check", "-i", "s3://audit/in/inventory.json", "--output", "s3://audit/monday", "--rule", "AGW1001");
        var second = await Run(
            "check", "s3://audit/in", "--output", "s3://audit/tuesday", "--rule", "AGW1001", "--baseline", "s3://audit/monday",
            "--fail-on-new");

        first.ExitCode.ShouldBe(ExitCode.Findings, first.Error);
        second.ExitCode.ShouldBe(ExitCode.Clean, second.Error);
        (await Run("diff", "s3://audit/monday", "s3://audit/tuesday/findings.json", "--rule", "AGW1001")).ExitCode
            .ShouldBe(ExitCode.Clean);
        (await Run("exposure", "-i", "s3://audit/in/inventory.json")).ExitCode.ShouldBe(ExitCode.Clean);
        (await Run("check", "-i", "s3://audit/monday/findings.json", "--output", "x")).ShouldRefuse("holds the findings of a run");
        (await Run("fix", "-i", "s3://audit/monday/findings.json")).Output.ShouldContain("aws apigateway");
    }

    [Theory]
    [InlineData("s3://", "names no bucket that can be")]
    [InlineData("s3:audit/run", "is no place in S3: they look like s3://bucket/prefix")]
    [InlineData("s3:/audit/run", "is no place in S3")]
    [InlineData("S3://Audit/run", "names no bucket that can be")]
    [InlineData("s3://a/run", "3 to 63 lower-case letters")]
    [InlineData("s3://audit..x/run", "names no bucket")]
    [InlineData("s3://arn:aws:s3:eu-west-1:111122223333:accesspoint/x", "names no bucket")]
    [InlineData("s3://audit/../other", "'.' and '..' lead nowhere there")]
    [InlineData("s3://audit/a/./b", "'.' and '..' lead nowhere there")]
    [InlineData("s3://audit/a//b", "there is nothing between two slashes")]
    [InlineData("s3://audit/a\\b", "it has a backslash")]
    [InlineData("s3://audit/a\nb", "characters that cannot be seen")]
    [InlineData("s3://audit/a\u202Eb", "characters that cannot be seen")]
    [InlineData("https://audit.s3.amazonaws.com/run", "is neither a folder nor a place in S3")]
    [InlineData("gs://audit/run", "is neither a folder nor a place in S3")]
    public async Task What_is_no_place_is_refused_before_anything_is_read(string output, string because)
    {
        (await Run("scan", "--output", output)).ShouldRefuse(because);
        (await Run("check", "-i", "none.json", "--output", output)).ShouldRefuse(because);
        _store.Addresses.ShouldBeEmpty();
    }

    [Fact]
    public void A_prefix_may_be_what_keys_may_be_and_no_longer()
    {
        StorageAddress.Parse("s3://audit").In("x.json").ToString().ShouldBe("s3://audit/x.json");
        StorageAddress.Parse("s3://audit//a b/käse…/").In("x.json").ToString().ShouldBe("s3://audit/a b/käse…/x.json");
        Should.Throw<StorageException>(() => StorageAddress.Parse($"s3://audit/{new string('a', 901)}")).Message.ShouldContain("900 bytes");
    }

    [Theory]
    [InlineData("--cache", "scan", "--cache", "s3://audit/cache")]
    [InlineData("--record", "collect", "--record", "s3://audit/record")]
    [InlineData("--replay", "collect", "--replay", "s3://audit/record")]
    [InlineData("--output", "graph", "-i", "s3://audit/in/inventory.json", "--output", "s3://audit/graph.mmd")]
    public async Task Other_files_stay_on_this_machine(string option, params string[] command)
    {
        _store["s3://audit/in/inventory.json"] = InventoryFile.Write(Estates.WithOpenRoute);
        (await Run(command)).ShouldRefuse($"{option}: 's3://audit/", "is a place in S3, and this");
        _store.Addresses.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_cannot_be_written_in_the_end_is_kept_and_the_message_says_where()
    {
        var store = new Mock<IObjectStore>();
        store.Setup(each => each.WriteAsync(It.IsAny<StorageAddress>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new StorageException("It is denied."));
        Storage = store.Object;
        WriteInventory(Estates.WithOpenRoute);

        var run = await Run("check", "-i", "inventory.json", "--output", "s3://audit/x");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldMatch("^error: It is denied\\. What was made is kept in '.+'\\.\n$");
        File.Exists(Path.Combine(run.Error.Split('\'')[1], "auditor.html")).ShouldBeTrue();
        if (!OperatingSystem.IsWindows())
        {
            var ownersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            File.GetUnixFileMode(run.Error.Split('\'')[1]).ShouldBe(ownersAlone);
        }
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_shows_before_anything_is_read()
    {
        var store = new Mock<IObjectStore>();
        store.Setup(each => each.RequireBucketAsync(It.IsAny<StorageAddress>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new StorageException("There is no bucket."));
        Storage = store.Object;

        (await Run("collect", "--region", "eu-west-1", "--output", "s3://audit/x")).ShouldRefuse("error: There is no bucket.");
        Directory.GetFileSystemEntries(Folder).ShouldBeEmpty();
    }

    // The second column: what AWS's page "Error responses" of S3 calls it.
    [Theory]
    [InlineData(404, "NoSuchBucket", "there is no bucket 'audit'. Make it first, private and encrypted")]
    [InlineData(404, "NoSuchKey", "it does not exist")]
    [InlineData(403, "AccessDenied", "S3 denies it. The identity needs s3:PutObject ('auditor permissions --storage s3://audit/...'")]
    [InlineData(403, "ExpiredToken", "the credentials have expired. Sign in again.")]
    [InlineData(403, "InvalidAccessKeyId", "S3 does not know the credentials (InvalidAccessKeyId)")]
    [InlineData(403, "SignatureDoesNotMatch", "S3 does not know the credentials")]
    [InlineData(301, "PermanentRedirect", "is in another Region. Set AWS_REGION to the bucket's.")]
    [InlineData(400, "AuthorizationHeaderMalformed", "is in another Region")]
    [InlineData(400, "KMS.DisabledException", "Allow kms:GenerateDataKey to write and kms:Decrypt to read")]
    [InlineData(400, "EntityTooLarge", "Split the accounts with --shard.")]
    [InlineData(500, "InternalError", "'InternalError: It failed'")]
    public async Task What_S3_refuses_is_a_sentence_that_says_what_to_do(int status, string code, string said)
    {
        var s3 = new Mock<IAmazonS3>(MockBehavior.Strict);
        s3.Setup(each => each.Dispose());
        s3.Setup(each => each.PutObjectAsync(It.IsAny<PutObjectRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new AmazonS3Exception("It failed.", ErrorType.Sender, code, "id", (HttpStatusCode)status));
        using var store = new S3ObjectStore(s3.Object);

        var thrown = await Should.ThrowAsync<StorageException>(() =>
            store.WriteAsync(StorageAddress.Parse("s3://audit/run/x.json"), Stream.Null, CancellationToken.None));

        thrown.Message.ShouldStartWith("s3://audit/run/x.json cannot be written: ");
        thrown.Message.ShouldContain(said);
    }

    [Fact]
    public async Task Who_may_write_and_not_list_can_write()
    {
        var s3 = new Mock<IAmazonS3>(MockBehavior.Strict);
        s3.Setup(each => each.Dispose());
        s3.Setup(each => each.HeadBucketAsync(It.IsAny<HeadBucketRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new AmazonS3Exception("Forbidden", ErrorType.Sender, "Forbidden", "id", HttpStatusCode.Forbidden));
        PutObjectRequest? put = null;
        s3.Setup(each => each.PutObjectAsync(It.IsAny<PutObjectRequest>(), It.IsAny<CancellationToken>()))
            .Callback((PutObjectRequest request, CancellationToken _) => put = request)
            .ReturnsAsync(new PutObjectResponse());
        using var store = new S3ObjectStore(s3.Object);
        var address = StorageAddress.Parse("s3://audit/run/auditor.html");

        await store.RequireBucketAsync(address, CancellationToken.None);
        await store.WriteAsync(address, Stream.Null, CancellationToken.None);

        // The bucket's own access and encryption, whatever they are.
        put.ShouldNotBeNull();
        put.CannedACL.ShouldBeNull();
        put.Grants.ShouldBeNull();
        put.ServerSideEncryptionMethod.ShouldBeNull();
        put.ContentType.ShouldBe("text/html; charset=utf-8");
    }

    [Fact]
    public async Task A_long_list_is_read_to_its_end()
    {
        var s3 = new Mock<IAmazonS3>(MockBehavior.Strict);
        s3.Setup(each => each.Dispose());
        s3.Setup(each => each.ListObjectsV2Async(
                It.Is<ListObjectsV2Request>(request => request.ContinuationToken == null), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new ListObjectsV2Response { S3Objects = [Entry("run/a")], IsTruncated = true, NextContinuationToken = "next" });
        s3.Setup(each => each.ListObjectsV2Async(
                It.Is<ListObjectsV2Request>(request =>
                    request.ContinuationToken == "next" && request.Prefix == "run/" && request.Delimiter == "/"),
                It.IsAny<CancellationToken>()))
            .ReturnsAsync(new ListObjectsV2Response { S3Objects = [Entry("run/b")] });
        using var store = new S3ObjectStore(s3.Object);

        var listed = await store.ListAsync(StorageAddress.Parse("s3://audit/run"), CancellationToken.None);

        listed.Select(each => $"{each.Address}").ShouldBe(["s3://audit/run/a", "s3://audit/run/b"]);

        static S3Object Entry(string key) => new() { Key = key, LastModified = DateTime.UnixEpoch };
    }

    [Fact]
    public async Task The_policy_of_writing_is_apart_from_that_of_reading_accounts()
    {
        var policy = await Run("permissions", "--storage", "s3://audit/runs/", "--partition", "aws-cn");

        using var json = JsonDocument.Parse(policy.Output);
        json.RootElement.GetProperty("Statement").EnumerateArray()
            .Select(statement => $"{statement.GetProperty("Action")} {statement.GetProperty("Resource")}")
            .ShouldBe(
            [
                "s3:PutObject arn:aws-cn:s3:::audit/runs/*", "s3:GetObject arn:aws-cn:s3:::audit/runs/*",
                "s3:ListBucket arn:aws-cn:s3:::audit",
            ]);
        policy.Error.ShouldContain("not for the roles in the accounts: they only read");
        (await Run("permissions", "--region", "all", "--organization")).Output.ShouldNotContain("\"s3:");
    }

    private static FakeAccount Account(string id) => new(id)
    {
        Roles = [new("auditor")],
        Regions = [new("eu-west-1") { RestApis = [new($"orders-{id}") { Methods = [new("POST", "/orders")], Stages = [new("prod")] }] }],
    };

    private Task<CliRun> Collect(FakeAwsServer aws, params string[] more) => Estate("collect", aws, more);

    private Task<CliRun> Scan(FakeAwsServer aws, params string[] more) => Estate("scan", aws, more);

    private Task<CliRun> Estate(string command, FakeAwsServer aws, string[] more) => Run(
    [
        command, "--organization", "--organization-role", "auditor", "--region", "eu-west-1", "--endpoint-url", aws.Url.AbsoluteUri,
        "--max-rate", "1000000", .. more,
    ]);

    private Task<CliRun> CollectRegions(FakeAwsServer aws, params string[] more) => Run(
    [
        "collect", .. Regions.SelectMany(region => new[] { "--region", region }), "--endpoint-url", aws.Url.AbsoluteUri,
        "--max-rate", "1000000", "--output", Run1, .. more,
    ]);

    private Estate Inventory(string address)
    {
        using var json = new MemoryStream(_store[address]);
        return InventoryFile.Read(json);
    }

    private static ImmutableArray<string> Fingerprints(byte[] findings)
    {
        using var json = JsonDocument.Parse(findings);
        return
        [
            .. json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => $"{finding.GetProperty("fingerprint")}"),
        ];
    }
}
