namespace Crm.Sdk.Synthetic;

/// <summary>A small, fast, seeded source of numbers that is the same on every machine (Marsaglia, xorshift64*; seeds scrambled by SplitMix64).</summary>
internal struct Xorshift(ulong seed)
{
    private ulong _state = seed == 0 ? 0x9E37_79B9_7F4A_7C15 : seed;

    /// <summary>SplitMix64's finaliser: near seeds give far states.</summary>
    public static ulong Scramble(ulong value)
    {
        value += 0x9E37_79B9_7F4A_7C15;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }

    /// <summary>A number from 0 to below 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 to below a limit.</summary>
    public int Below(int limit) => (int)(Unit() * limit);

    /// <summary>A number of the standard normal distribution (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    private ulong Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return _state * 0x2545_F491_4F6C_DD1D;
    }
}
