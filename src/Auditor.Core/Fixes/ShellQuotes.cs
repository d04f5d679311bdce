namespace Auditor.Core.Fixes;

/// <summary>Which quotes a place in a command stands in, as the command is read from its start.</summary>
internal sealed class ShellQuotes
{
    // Around each command whose answer is put in, "$(...)", the quotes begin anew.
    private readonly Stack<ShellQuote> _outside = new();
    private bool _isEscaped;
    private bool _isAfterDollar;

    /// <summary>The quotes of the shell.</summary>
    public ShellQuote Around { get; private set; }

    /// <summary>Whether it stands in a text of JSON, or of the AWS CLI's notation, between single quotes:
    /// <c>'{"Name":"here"}'</c>.</summary>
    public bool IsInText { get; private set; }

    /// <summary>Whether all that was opened is closed.</summary>
    public bool IsComplete => Around is ShellQuote.None && _outside.Count == 0;

    /// <summary>Goes past a character.</summary>
    public void Read(char character)
    {
        var isAfterDollar = _isAfterDollar;
        _isAfterDollar = false;
        if (_isEscaped)
        {
            _isEscaped = false;
            return;
        }

        // Between single quotes a backslash means something in texts only, and not to the shell.
        _isEscaped = character == '\\' && (Around is not ShellQuote.Single || IsInText);
        switch (Around, character)
        {
            case (ShellQuote.Single, '\''):
                (Around, IsInText, _isEscaped) = (ShellQuote.None, false, false);
                break;
            case (ShellQuote.Single, '"'):
                IsInText = !IsInText;
                break;
            case (ShellQuote.Single, _):
                break;
            case (_, '$'):
                _isAfterDollar = true;
                break;
            case (_, '(') when isAfterDollar:
                _outside.Push(Around);
                Around = ShellQuote.None;
                break;
            case (ShellQuote.None, ')') when _outside.Count > 0:
                Around = _outside.Pop();
                break;
            case (ShellQuote.Double, '"'):
                Around = ShellQuote.None;
                break;
            case (ShellQuote.None, '\''):
                Around = ShellQuote.Single;
                break;
            case (ShellQuote.None, '"'):
                Around = ShellQuote.Double;
                break;
            default:
                break;
        }
    }
}
