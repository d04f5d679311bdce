using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Auditor.EndToEnd.Tests.Documents;

/// <summary>The file NOTICE: whose work is shipped, under which licences.</summary>
internal static class Notice
{
    // What these two ask for is that their words go with every copy. Apache's own stand in LICENSE.
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["MIT"] = """
            Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal
            in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
            copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

            The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

            THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
            FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
            LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN
            THE SOFTWARE.
            """,
        ["BSD-2-Clause"] = """
            Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following conditions are met:

            1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.
            2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following disclaimer in the documentation
               and/or other materials provided with the distribution.

            THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
            IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE
            LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE
            GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT
            LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH
            DAMAGE.
            """,
        ["Apache-2.0"] = "The file LICENSE has its words.",
    };

    /// <summary>What the command is built from. An analyser has no file that a program loads, so it is not among them.</summary>
    public static IReadOnlyList<ShippedPackage> Shipped()
    {
        using var assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(
            Repository.Root, "artifacts", "obj", "Auditor.Cli", "project.assets.json")));
        var folder = assets.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
        return
        [
            .. assets.RootElement.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject()
                .Where(library => library.Value.GetProperty("type").GetString() is "package"
                    && library.Value.TryGetProperty("runtime", out _))
                .Select(library => library.Name.Split('/'))
                .Select(library => Described(
                    library[0], Path.Combine(folder, library[0].ToLowerInvariant(), library[1], $"{library[0].ToLowerInvariant()}.nuspec")))
                .OrderBy(package => package.Name, StringComparer.Ordinal),
        ];
    }

    public static string Of(IReadOnlyList<ShippedPackage> packages)
    {
        var text = new StringBuilder("""
            Auditor
            Copyright the Auditor contributors

            Licensed under the Apache License, Version 2.0.

            Auditor is shipped with:


            """);
        foreach (var package in packages)
        {
            text.Append(package.Name)
                .Append("\n  Copyright ")
                .Append(package.Copyright)
                .Append(". ")
                .Append(package.Licence)
                .Append(". ")
                .Append(package.Address)
                .Append('\n');
        }

        text.Append("\nFiles that need no .NET also hold the .NET runtime\n  Copyright .NET Foundation and contributors. MIT. "
            + "https://github.com/dotnet/runtime (THIRD-PARTY-NOTICES.TXT)\n");
        foreach (var licence in packages.Select(package => package.Licence).Append("MIT").Distinct().Order(StringComparer.Ordinal))
        {
            text.Append('\n').Append(licence).Append("\n\n").Append(Words[licence]).Append('\n');
        }

        return text.ToString();
    }

    private static ShippedPackage Described(string name, string manifest)
    {
        var metadata = XDocument.Load(manifest).Descendants().First(element => element.Name.LocalName is "metadata");
        var copyright = Value("copyright") ?? Value("authors") ?? name;
        return new(
            name,
            WithoutMark(copyright),
            Value("license") ?? throw new InvalidOperationException($"{manifest} names no licence."),
            Value("projectUrl") ?? "");

        string? Value(string element) => metadata.Elements().FirstOrDefault(child => child.Name.LocalName == element)?.Value;
    }

    private static string WithoutMark(string copyright) =>
        copyright.Replace("Copyright", "", StringComparison.Ordinal).Replace("(c)", "", StringComparison.Ordinal)
        .Replace("\u00a9", "", StringComparison.Ordinal).Trim().TrimEnd('.');
}
