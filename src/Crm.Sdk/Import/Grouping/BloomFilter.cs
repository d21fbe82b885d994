namespace Crm.Sdk.Import;

/// <summary>Remembers hashes in a fixed number of bits: it never forgets one, and now and then takes a new one for known.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class BloomFilter
{
    private const int Probes = 4;
    private const long MinBits = 1L << 16;
    private const long MaxBits = 1L << 29; // 64 MiB

    private readonly ulong[] _words;
    private readonly ulong _mask;

    /// <param name="bits">About how many bits; between 8 KiB and 64 MiB are taken.</param>
    public BloomFilter(long bits)
    {
        ulong size = System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(bits, MinBits, MaxBits));
        _words = new ulong[size / 64];
        _mask = size - 1;
    }

    /// <summary>Adds a hash.</summary>
    /// <returns>False where it was certainly not there before.</returns>
    public bool Add(UInt128 hash)
    {
        ulong at = (ulong)hash, step = (ulong)(hash >> 64) | 1;
        bool known = true;
        for (int i = 0; i < Probes; i++)
        {
            ulong bit = at & _mask;
            ref ulong word = ref _words[bit / 64];
            ulong flag = 1UL << (int)(bit % 64);
            known &= (word & flag) != 0;
            word |= flag;
            at += step;
        }

        return known;
    }
}
