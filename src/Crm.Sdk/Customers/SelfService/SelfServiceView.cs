namespace Crm.Sdk.Customers;

/// <summary>What a customer sees of his own archive (CU-11).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Profile">His data.</param>
/// <param name="Orders">His orders, summed.</param>
/// <param name="Items">The pieces that he owns, without the house's notes on them.</param>
/// <param name="Editable">The fields that he may correct, by name.</param>
public sealed record SelfServiceView(SelfServiceProfile Profile, OrderSummary Orders, ValueList<CardItem> Items, ValueList<string> Editable);
