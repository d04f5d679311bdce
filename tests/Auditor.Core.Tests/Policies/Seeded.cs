using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;

namespace Auditor.Core.Tests.Policies;

/// <summary>
/// Runs properties from a seed that is always printed: the same every time, unless POLICY_SEED asks for another (a number, or "random").
/// </summary>
internal static class Seeded
{
    private const ulong Usual = 20_261_122;

    public static void Holds<T>(ITestOutputHelper output, Gen<T> cases, Func<T, IEnumerable<T>> shrink, int count, Action<T> property)
    {
        var seed = Environment.GetEnvironmentVariable("POLICY_SEED") switch
        {
            null or "" => Usual,
            "random" => (ulong)Random.Shared.NextInt64(),
            var text => ulong.Parse(text, CultureInfo.InvariantCulture),
        };
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed {seed} (repeat with POLICY_SEED={seed})."));
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithQuietOnSuccess(true)
            .WithReplay(new FSharpOption<Replay>(new Replay(new Rnd(seed), FSharpOption<int>.None)));
        try
        {
            Check.One(config, Prop.ForAll(Arb.From(cases, shrink), property));
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Failed with POLICY_SEED={seed}: {failure.Message}"), failure);
        }
    }
}
