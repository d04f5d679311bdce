using System.Text.RegularExpressions;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Rules;

/// <summary>The Lambda function that an integration calls.</summary>
/// <param name="Arn">Without a qualifier.</param>
/// <param name="Qualifier">The alias or version; <see langword="null"/> for none.</param>
internal sealed partial record CalledFunction(string Arn, string? Qualifier)
{
    /// <summary>With its qualifier.</summary>
    public string Name => Qualifier is null ? Arn : $"{Arn}:{Qualifier}";

    /// <summary>
    /// The function in an integration's address, which is its ARN (HTTP APIs) or ends with it; <see langword="null"/> when it calls
    /// something else.
    /// </summary>
    public static CalledFunction? In(string uri) => Address().Match(uri) is { Success: true } match
        ? new(match.Groups["arn"].Value, match.Groups["qualifier"] is { Success: true, Value: var qualifier } ? qualifier : null)
        : null;

    /// <summary>What Lambda said of it; <see langword="null"/> where it was not asked.</summary>
    public Function? FunctionIn(Scope scope) =>
        scope.Functions.FirstOrDefault(function => function.Arn == Arn && function.Qualifier == Qualifier);

    /// <summary>Whether it is there; unknown where Lambda was not asked.</summary>
    public Fact<bool> ExistsIn(Scope scope) => FunctionIn(scope)?.Exists ?? new Unknown($"Lambda was not asked for {Quote.Of(Name)}.");

    [GeneratedRegex(
        "(?<arn>arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+)(:(?<qualifier>[A-Za-z0-9$_-]+))?(/invocations|/response-streaming-invocations)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
