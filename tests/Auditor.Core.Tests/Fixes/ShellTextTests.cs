using System.Diagnostics;
using Auditor.Core.Fixes;

namespace Auditor.Core.Tests.Fixes;

/// <summary>Whoever may name an API must not get to write into the shell of whoever fixes it.</summary>
public sealed class ShellTextTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("it's")]
    [InlineData("$(touch pwned); `id` && rm -rf ~ #")]
    [InlineData("-n \"x\" \\ \n $HOME")]
    public void A_quoted_text_is_one_word_and_the_same(string text) => Said($"printf %s {ShellText.Quoted(text)}").ShouldBe(text);

    // A variable arrives whole wherever its blank stands, and what is typed for it is not run.
    [Theory]
    [InlineData("printf %s YOUR_SCOPE", "{0}")]
    [InlineData("printf %s op=add,value=YOUR_SCOPE", "op=add,value={0}")]
    [InlineData("printf %s '[\"YOUR_SCOPE\"]'", "[\"{0}\"]")]
    [InlineData("printf %s \"a YOUR_SCOPE b\"", "a {0} b")]
    [InlineData("printf %s \"$(printf %s '{\"a\": \"YOUR_SCOPE\"}')\"", "{{\"a\": \"{0}\"}}")]
    [InlineData("printf %s '^YOUR_SCOPE$'", "^{0}$")]
    public void A_blank_becomes_a_variable_in_any_quotes(string command, string expected)
    {
        const string Typed = "a b'$(id)\";`id`*";
        var text = ShellText.WithVariables(command, blank => $"{blank}_1");

        Said($"YOUR_SCOPE_1={ShellText.Quoted(Typed)}\n{text}")
            .ShouldBe(string.Format(System.Globalization.CultureInfo.InvariantCulture, expected, Typed));
    }

    [Fact]
    public void Blanks_are_whole_words_each_told_once() =>
        ShellText.BlanksOf("aws x --a YOUR_ROLE_ARN,YOUR_BUCKET --b YOUR_ROLE_ARN --c NOTYOUR_X --d YOUR_")
            .ShouldBe(["YOUR_ROLE_ARN", "YOUR_BUCKET"]);

    private static string Said(string script)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var bash = Process.Start(start).ShouldNotBeNull();
        var error = bash.StandardError.ReadToEndAsync();
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        error.GetAwaiter().GetResult().ShouldBeEmpty();
        return output;
    }
}
