namespace Crm.Sdk.Plugins;

/// <summary>The check of an option's value.</summary>
internal static class OptionRange
{
    public static void Require<T>(T value, T min, T max, string name)
        where T : IComparable<T>
    {
        // Written so that a NaN, which compares below everything, fails too.
        if (!(value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0))
        {
            throw new CrmException(ErrorCodes.BadValue, string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"The plugin option {name} is {value}; it takes {min} to {max}."));
        }
    }
}
