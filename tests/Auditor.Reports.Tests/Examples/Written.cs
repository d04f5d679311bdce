using System.Text;
using Auditor.Core.Inventory;

namespace Auditor.Reports.Tests.Examples;

/// <summary>What a report writes, as text.</summary>
internal static class Written
{
    public static string Text(IReport report, ReportInput input)
    {
        using var stream = new MemoryStream();
        report.Write(input, stream);
        // Throws on what is not UTF-8.
        return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(stream.ToArray());
    }

    /// <summary>A scan that was not allowed to list anything.</summary>
    public static Estate Denied { get; } = Acme.Complete with
    {
        Scopes =
        [
            new()
            {
                Account = Acme.Account, Region = Acme.Region, RestApis = new Unknown("No."), HttpAndWebSocketApis = new Unknown("No."),
                Gaps = [new() { Operation = "apigateway:GetRestApis", Code = "AccessDenied", Target = Acme.Region, Message = "Not allowed to call apigateway:GetRestApis.", Lost = "No REST API was assessed." }],
            },
        ],
    };
}
