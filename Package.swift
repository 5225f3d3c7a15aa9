// swift-tools-version: 6.0
import PackageDescription

// Where the Rust library for Apple's systems is. `nil` means the XCFramework that `cargo xtask package swift` makes in this
// checkout. A release has the URL of its own and the checksum, which `cargo xtask package` prints.
let released: (url: String, checksum: String)? = nil

#if canImport(Darwin)
let library: Target =
    if let released {
        .binaryTarget(name: "MingpianFFI", url: released.url, checksum: released.checksum)
    } else {
        .binaryTarget(name: "MingpianFFI", path: "bindings/swift/MingpianFFI.xcframework")
    }
#else
// Elsewhere the linker has to be told where the library is: `swift build -Xlinker -LDIRECTORY`.
let library = Target.systemLibrary(name: "MingpianFFI", path: "bindings/swift/Sources/MingpianFFI")
#endif

let package = Package(
    name: "mingpian",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [
        .library(name: "Mingpian", targets: ["Mingpian"]),
        .library(name: "MingpianTesting", targets: ["MingpianTesting"]),
    ],
    targets: [
        library,
        .target(name: "MingpianCore", dependencies: ["MingpianFFI"], path: "bindings/swift/Sources/MingpianCore"),
        .target(
            name: "Mingpian", dependencies: ["MingpianCore"], path: "bindings/swift/Sources/Mingpian",
            resources: [.copy("PrivacyInfo.xcprivacy")]),
        .target(name: "MingpianTesting", dependencies: ["Mingpian"], path: "bindings/swift/Sources/MingpianTesting"),
        .testTarget(
            name: "MingpianTests", dependencies: ["Mingpian", "MingpianTesting"], path: "bindings/swift/Tests/MingpianTests"),
    ],
    swiftLanguageModes: [.v6]
)
