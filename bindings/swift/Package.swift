// swift-tools-version: 6.0
import PackageDescription

// The Rust library. Apple's systems get all slices in one folder; elsewhere the linker has to be told where it is:
// `swift build -Xlinker -LDIRECTORY`.
#if canImport(Darwin)
let library: Target = .binaryTarget(name: "MingpianFFI", path: "MingpianFFI.xcframework")
#else
let library: Target = .systemLibrary(name: "MingpianFFI")
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
        .target(name: "MingpianCore", dependencies: ["MingpianFFI"]),
        .target(name: "Mingpian", dependencies: ["MingpianCore"]),
        .target(name: "MingpianTesting", dependencies: ["Mingpian"]),
        .testTarget(name: "MingpianTests", dependencies: ["Mingpian", "MingpianTesting"]),
    ],
    swiftLanguageModes: [.v6]
)
