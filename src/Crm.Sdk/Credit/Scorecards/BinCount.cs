namespace Crm.Sdk.Credit;

/// <summary>A class of values while classes are being made: what it takes and how its cases went.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class BinCount(double? from, double? below, List<string> texts, bool isNothing = false)
{
    public double? From { get; private set; } = from;

    public double? Below { get; private set; } = below;

    public List<string> Texts { get; } = texts;

    public bool IsNothing { get; } = isNothing;

    public long Good { get; private set; }

    public long Bad { get; private set; }

    public long Cases => Good + Bad;

    public double BadShare => (double)Bad / Cases;

    public void Count(bool bad)
    {
        if (bad)
        {
            Bad++;
        }
        else
        {
            Good++;
        }
    }

    /// <summary>Takes the class above this one into it.</summary>
    public void Join(BinCount next)
    {
        Below = next.Below;
        Texts.AddRange(next.Texts);
        Good += next.Good;
        Bad += next.Bad;
    }

    /// <summary>How unlike two classes are: χ² of the table of their good and bad cases.</summary>
    public double Unlikeness(BinCount other)
    {
        double all = Cases + other.Cases, bad = Bad + other.Bad, good = all - bad;
        if (bad == 0 || good == 0)
        {
            return 0;
        }

        double expected = Cases * bad / all, difference = Bad - expected;
        return difference * difference * all * all / (bad * good) * all / ((double)Cases * other.Cases);
    }
}
