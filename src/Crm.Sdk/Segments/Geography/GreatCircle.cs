using Crm.Sdk.Customers;

namespace Crm.Sdk.Segments;

/// <summary>Distances on a sphere of the earth's mean radius, 6,371.0088 km (IUGG), by the haversine formula: within 0.6 % of the ellipsoid.</summary>
/// <remarks>hav = sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2); d = 2 r asin √hav. Right across the antimeridian and at the poles. Thread-safe.</remarks>
internal static class GreatCircle
{
    /// <summary>The distance of two points in kilometres; points of another datum are brought to WGS 84 first.</summary>
    public static double Kilometres(GeoPoint left, GeoPoint right)
    {
        (double latitude1, double longitude1) = Datum.ToWgs84(left);
        (double latitude2, double longitude2) = Datum.ToWgs84(right);
        double north = Math.Sin(double.DegreesToRadians(latitude2 - latitude1) / 2);
        double east = Math.Sin(double.DegreesToRadians(longitude2 - longitude1) / 2);
        double hav = (north * north) + (Math.Cos(double.DegreesToRadians(latitude1)) * Math.Cos(double.DegreesToRadians(latitude2)) * east * east);
        return 2 * EarthVector.RadiusKm * Math.Asin(Math.Sqrt(Math.Min(1, hav)));
    }
}
