namespace Crm.Sdk.Value;

/// <summary>Checks of parameters that the models share.</summary>
internal static class Parameters
{
    /// <summary>A parameter above 0 and finite.</summary>
    /// <exception cref="CrmException">CRM6003.</exception>
    public static double Positive(double value, string model, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new CrmException(ValueErrorCodes.BadParameter, FormattableString.Invariant($"{model}: parameter {name} is {value}; it must be a number above 0."));

    /// <summary>A time of 0 or more.</summary>
    /// <exception cref="CrmException">CRM6005.</exception>
    public static void Time(double time)
    {
        if (!(time >= 0) || double.IsInfinity(time))
        {
            throw new CrmException(ValueErrorCodes.BadHorizon, FormattableString.Invariant($"A time of {time} units cannot be looked ahead; give 0 or more."));
        }
    }
}
