namespace Crm.Sdk.BenchmarkRules;

/// <summary>Ten rules of one form with ten pairs of limits: high, middle or low by spend, but low where the last order is too long ago, and none without an order.</summary>
internal static class TenRules
{
    public const int Count = 10;

    /// <summary>The place of "none" among the labels of the baselines.</summary>
    public const byte None = 255;

    public static long HighFrom(int rule) => 100_000 + (40_000L * rule);

    public static long MiddleFrom(int rule) => 20_000 + (8_000L * rule);

    public static int LowAfterDays(int rule) => 120 + (60 * rule);
}
