namespace Crm.Sdk.Rules.Duplicates;

/// <summary>Values between stated points, by straight lines; beyond the ends the value of the end.</summary>
internal static class Scale
{
    public static double Of(ReadOnlySpan<(double At, double Value)> points, double at)
    {
        if (at <= points[0].At)
        {
            return points[0].Value;
        }

        for (int i = 1; i < points.Length; i++)
        {
            if (at <= points[i].At)
            {
                (double from, double low) = points[i - 1];
                (double to, double high) = points[i];
                return low + ((high - low) * (at - from) / (to - from));
            }
        }

        return points[^1].Value;
    }
}
