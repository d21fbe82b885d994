namespace Crm.Sdk.Lifecycle;

/// <summary>What led a customer into a stage.</summary>
public enum StageCause
{
    /// <summary>The customer became known.</summary>
    Begin = 0,

    /// <summary>Something happened, such as a purchase.</summary>
    Fact = 1,

    /// <summary>Time passed without it.</summary>
    Time = 2,
}
