using Auditor.Core.Exposure;
using Auditor.Core.Identity;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Testing.Estates;
using BenchmarkDotNet.Loggers;

namespace Auditor.Benchmarks;

/// <summary>What it costs to say who of an account of thousands of roles may call its routes, change its APIs, and what each policy grants.</summary>
internal static class IdentityOfALargeAccount
{
    private const string Wide = """{"Effect":"Allow","Action":"*","Resource":"*"}""";
    private const int Routes = 500;

    public static void Run()
    {
        Write($"{Routes} routes with AWS_IAM, 10 to an API (seconds of processor, MiB kept):");
        foreach (var roles in new[] { 2_500, 5_000, 10_000 })
        {
            Measure($"{roles:N0} roles, one managed policy", LargeAccount.Make(roles, Routes));
            Measure($"{roles:N0} roles, a wide inline policy each", LargeAccount.Make(roles, Routes, number => $$"""{{Wide}},{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::bucket-{{number}}"}"""));
            Measure($"{roles:N0} roles, each with an API of its own choice", LargeAccount.Make(roles, Routes, Own));
            Measure($"{roles:N0} roles, some named by every resource policy", LargeAccount.Make(roles, Routes, Own, Naming(20)));
        }
    }

    private static string Own(int number) =>
        $$"""{"Effect":"Allow","Action":["execute-api:Invoke","s3:GetObject"],"Resource":["arn:aws:execute-api:eu-west-1:111122223333:{{LargeAccount.ApiId(number % (Routes / 10))}}/prod/GET/*","arn:aws:s3:::bucket-{{number}}/*"]}""";

    private static string Naming(int principals) =>
        $$"""{"Effect":"Allow","Principal":{"AWS":[{{string.Join(',', Enumerable.Range(0, principals).Select(number => $"\"{LargeAccount.Role(number)}\""))}}]},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";

    private static void Measure(string name, Estate estate)
    {
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var before = Environment.CpuUsage.UserTime;
        var map = new ExposureMap(estate);
        var listed = Listed(map, estate);
        var exposed = (Environment.CpuUsage.UserTime - before).TotalSeconds;
        before = Environment.CpuUsage.UserTime;
        var wide = Granted(map, estate.Accounts[0]);
        var granted = (Environment.CpuUsage.UserTime - before).TotalSeconds;
        Write($"  {exposed,6:F1} s exposure {granted,6:F1} s policies {(GC.GetTotalMemory(forceFullCollection: true) - memory) / 1_048_576,6:N0} MiB  {name} ({listed:N0} names, {wide:N0} wide policies)");
        GC.KeepAlive(map);
    }

    private static long Listed(ExposureMap map, Estate estate) => estate.Scopes
        .SelectMany(scope => scope.RestApis.Value.SelectMany(api => api.Stages.Value.SelectMany(stage => map.RoutesOf(scope, api, stage).Value)))
        .Sum(route => (long)(map.Of(route).Value.Principals is { IsKnown: true } principals ? principals.Value.Arns.Length : 0));

    private static int Granted(ExposureMap map, Account account) => account.IdentityPolicies.Value.Count(policy =>
        map.GrantsBy(account, policy).Value is { } grants
        && (grants.Ask(held => held.OnEveryApi("execute-api:Invoke", ApiFamily.Invocation, account.Id)) is not null
            | IdentityGrants.Changes(ApiFamily.RestApis).Any(change => grants.Ask(held => held.OnChangeOfEveryApi(ApiFamily.RestApis, change)) is not null)));

    private static void Write(FormattableString line) => ConsoleLogger.Default.WriteLine(FormattableString.Invariant(line));
}
