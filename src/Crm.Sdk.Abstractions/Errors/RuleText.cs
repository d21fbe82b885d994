using System.Runtime.CompilerServices;

namespace Crm.Sdk;

/// <summary>What a rule says where it does not hold. Where it holds, nothing of the text is made: checks run for every row of an import.</summary>
/// <remarks>Used by one thread.</remarks>
[InterpolatedStringHandler]
internal ref struct RuleText
{
    private DefaultInterpolatedStringHandler _text;

    public RuleText(int literalLength, int formattedCount, bool holds, out bool isWanted)
    {
        isWanted = !holds;
        _text = isWanted ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
    }

    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public void AppendFormatted<T>(T value, string? format) => _text.AppendFormatted(value, format);

    /// <summary>The text; empty where the rule holds.</summary>
    public string ToStringAndClear() => _text.ToStringAndClear();
}
