using System.Globalization;

namespace Crm.Sdk.Classification;

/// <summary>Writes numbers from 0 to below 1,000 with up to two digits after the separator, as the format <c>#,0.##</c> does, at a fraction of its time: reasons are full of them.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class SmallNumber
{
    private const int Most = 1_000;
    private const double NearTie = 1e-6; // so close to a half of the last digit the format itself decides

    /// <returns>False where the number is another one, or the place is too small.</returns>
    public static bool TryFormat(double number, Span<char> destination, out int written, IFormatProvider? culture)
    {
        written = 0;
        double hundredths = number * 100;
        if (double.IsNegative(number) || !(number < Most) || Math.Abs(hundredths - Math.Floor(hundredths) - 0.5) < NearTie)
        {
            return false;
        }

        int scaled = (int)(hundredths + 0.5);
        (int whole, int rest) = (scaled / 100, scaled % 100);
        string separator = NumberFormatInfo.GetInstance(culture).NumberDecimalSeparator;
        if (whole >= Most || destination.Length < 5 + separator.Length || !whole.TryFormat(destination, out written, default, CultureInfo.InvariantCulture))
        {
            return false;
        }

        if (rest > 0)
        {
            separator.CopyTo(destination[written..]);
            written += separator.Length;
            destination[written++] = (char)('0' + (rest / 10));
            if (rest % 10 > 0)
            {
                destination[written++] = (char)('0' + (rest % 10));
            }
        }

        return true;
    }
}
