namespace Crm.Sdk.Reports;

/// <summary>An axis whose ticks are round numbers: 1, 2 or 5 times a power of ten apart.</summary>
internal readonly record struct AxisScale(double Lowest, double Highest, double Step)
{
    private const int WantedSteps = 4;

    public IEnumerable<double> Ticks
    {
        get
        {
            int count = (int)Math.Round((Highest - Lowest) / Step);
            for (int i = 0; i <= count; i++)
            {
                double tick = Lowest + (i * Step);
                yield return Math.Abs(tick) < Step * 1e-9 ? 0 : tick;
            }
        }
    }

    public static AxisScale For(double lowest, double highest)
    {
        double range = highest - lowest;
        if (!(range > 0) || !double.IsFinite(range))
        {
            return new AxisScale(0, 1, 1);
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(range / WantedSteps)));
        double step = power * ((range / WantedSteps / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        return new AxisScale(Math.Floor(lowest / step) * step, Math.Ceiling(highest / step) * step, step);
    }
}
