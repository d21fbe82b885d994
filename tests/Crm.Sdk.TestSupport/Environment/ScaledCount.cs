namespace Crm.Sdk.TestSupport;

/// <summary>Sizes of long tests: a tenth of the stated figure in a normal run, the figure itself with <c>CRM_TEST_SCALE=full</c>.</summary>
public static class ScaledCount
{
    /// <summary>The environment variable that chooses the scale: <c>full</c>, or not set.</summary>
    public const string Variable = "CRM_TEST_SCALE";

    /// <summary>Whether stated figures are run in full.</summary>
    public static bool IsFull => Read(Environment.GetEnvironmentVariable(Variable));

    /// <param name="stated">The figure that the requirement states.</param>
    /// <param name="atLeast">The least that a normal run does (10 for kills), as far as <paramref name="stated"/> goes.</param>
    public static int Of(int stated, int atLeast = 1) => Of(stated, atLeast, IsFull);

    internal static int Of(int stated, int atLeast, bool full) => full ? stated : Math.Min(stated, Math.Max(atLeast, stated / 10));

    internal static bool Read(string? scale) => scale switch
    {
        null or "" => false,
        "full" => true,
        _ => throw new FormatException($"{Variable} is 'full' or not set, not '{scale}'."),
    };
}
