using System.Globalization;

namespace Crm.Sdk;

/// <summary>Decimals kept as whole millionths.</summary>
internal static class Scaled
{
    public static long Millionths(decimal amount, string what)
    {
        decimal scaled;
        try
        {
            scaled = amount * 1_000_000m;
        }
        catch (OverflowException)
        {
            scaled = decimal.MaxValue;
        }

        return decimal.Truncate(scaled) != scaled || scaled > long.MaxValue || scaled < long.MinValue
            ? throw new CrmException(ErrorCodes.BadAmount, $"{amount.ToString(CultureInfo.InvariantCulture)} is no {what}: it has more than six decimals or is out of range.")
            : (long)scaled;
    }
}
