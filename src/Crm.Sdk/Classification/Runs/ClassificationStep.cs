namespace Crm.Sdk.Classification;

/// <summary>The steps of a run, in order.</summary>
public enum ClassificationStep
{
    /// <summary>Reading customers and orders into columns.</summary>
    Reading,

    /// <summary>Computing facts and asking the rules.</summary>
    Deciding,

    /// <summary>Writing the labels that changed.</summary>
    Writing,

    /// <summary>Making them current.</summary>
    Finishing,
}
