namespace Crm.Sdk.Service;

/// <summary>Where in the course of a sale an interaction took place (SV-1).</summary>
public enum InteractionPhase
{
    /// <summary>Before the sale, 售前.</summary>
    BeforeSale = 0,

    /// <summary>During the sale, 售中.</summary>
    DuringSale = 1,

    /// <summary>After the sale, 售后.</summary>
    AfterSale = 2,
}
