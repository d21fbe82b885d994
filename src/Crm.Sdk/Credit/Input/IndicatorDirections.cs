namespace Crm.Sdk.Credit;

/// <summary>How directions are written.</summary>
internal static class IndicatorDirections
{
    public const string Higher = "higher-is-better", Lower = "lower-is-better";

    public static string Write(IndicatorDirection direction) => direction == IndicatorDirection.HigherIsBetter ? Higher : Lower;

    /// <returns>Null for another text.</returns>
    public static IndicatorDirection? Read(string text) => text switch
    {
        Higher => IndicatorDirection.HigherIsBetter,
        Lower => IndicatorDirection.LowerIsBetter,
        _ => null,
    };
}
