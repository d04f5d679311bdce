using System.CommandLine;
using Auditor.Core.Text;

namespace Auditor.Cli.CommandLine;

/// <summary>An argument that takes any number of words takes mistyped options, too, unless somebody looks.</summary>
internal static class MistypedOptions
{
    /// <summary>Refuses them, each with the option that was meant. A lone '-' is standard input.</summary>
    public static void RejectIn(Argument argument, Command command) => argument.Validators.Add(result =>
    {
        var options = command.Options.Concat(command.Parents.OfType<Command>()
            .SelectMany(parent => parent.Options.Where(option => option.Recursive)))
            .Select(option => option.Name)
            .ToList();
        foreach (var token in result.Tokens.Select(token => token.Value).Where(token => token is ['-', _, ..]))
        {
            result.AddError($"{Quote.Of(token)} is no option of 'auditor {command.Name}'{NearestName.Suggest(token, options, ".")}");
        }
    });
}
