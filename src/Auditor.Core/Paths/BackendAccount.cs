using Auditor.Core.Inventory;

namespace Auditor.Core.Paths;

/// <summary>Says in which account a backend is.</summary>
public static class BackendAccount
{
    private const int AccountDigits = 12;

    /// <summary>The account of the ARN that an integration names; <see langword="null"/> where it names none.</summary>
    /// <param name="integration">What is behind a route.</param>
    /// <param name="own">The account of the API, where AWS services act unless an ARN says otherwise.</param>
    public static string? Of(Integration? integration, string own)
    {
        if (integration?.Uri is not { } uri)
        {
            return null;
        }

        // arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:orders/invocations
        var accounts = uri.Split(':').Where(part => part.Length == AccountDigits && part.All(char.IsAsciiDigit));
        return accounts.LastOrDefault()
            ?? (integration.Type is IntegrationType.Aws or IntegrationType.AwsProxy ? own : null);
    }
}
