using Crm.Sdk.Classification;

namespace Crm.Sdk.Credit;

/// <summary>A computed indicator: its value, or why there is none.</summary>
/// <param name="Indicator">The indicator's code.</param>
/// <param name="Value">The value; null where it is not defined.</param>
/// <param name="Why">Why it is not defined; null where it is.</param>
/// <remarks>Undefined is not zero. Immutable and thread-safe.</remarks>
public readonly record struct Ratio(string Indicator, double? Value, Reason? Why)
{
    internal static Ratio Of(string indicator, decimal? dividend, decimal? divisor, string dividendName, string divisorName)
    {
        if (dividend is null || divisor is null)
        {
            return Unknown(indicator, dividend is null ? dividendName : divisorName);
        }

        return divisor == 0 ? Undefined(indicator, divisorName) : new Ratio(indicator, (double)(dividend.Value / divisor.Value), null);
    }

    internal static Ratio Unknown(string indicator, string figure) => new(indicator, null, new Reason(CreditReasons.FigureMissing, [figure]));

    internal static Ratio Undefined(string indicator, string divisor) => new(indicator, null, new Reason(CreditReasons.DivisionByZero, [divisor]));
}
